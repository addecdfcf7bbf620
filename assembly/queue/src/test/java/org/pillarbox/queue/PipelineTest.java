package org.pillarbox.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.james.core.Username;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.sieverepository.api.ScriptContent;
import org.apache.james.sieverepository.api.ScriptName;
import org.apache.james.vacation.api.AccountId;
import org.apache.james.vacation.api.VacationPatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pillarbox.actions.DeliveryOutcome;
import reactor.core.publisher.Mono;

/**
 * The pipeline as shipped, on James' in-memory stores; only repository names and waiting times are
 * changed.
 */
class PipelineTest {
  private static final String PLAIN =
      "From: ada@there.example\r\nReply-To: ada@there.example\r\nSubject: Lunch\r\nMessage-ID: <1@there.example>\r\n\r\nAt noon?\r\n";

  @TempDir static Path directory;
  private static final FakeDns DNS = new FakeDns();
  private static SmtpSink sink;
  private static TestServer server;
  private static int counter;

  private String name;

  @BeforeAll
  static void startServer() throws Exception {
    sink = new SmtpSink();
    DNS.mx("there.example", "mx.there.example.")
        .address("mx.there.example", InetAddress.getLoopbackAddress())
        .address("no-mx.example", InetAddress.getLoopbackAddress())
        .mx("null-mx.example", ".")
        .silent("silent.example");
    server =
        TestServer.start(
            directory,
            DNS,
            Map.of(
                "${outbound.port}", String.valueOf(sink.port()),
                "${queue.retry-after}", "100 ms",
                "${queue.delay-notice}", "300 ms",
                "${queue.lifetime}", "1500 ms"));
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
    sink.close();
  }

  @BeforeEach
  void fresh() {
    name = "u" + counter++;
    sink.answer(command -> "250 2.0.0 fine");
    sink.offerNoTls();
    sink.taken().clear();
  }

  private static org.awaitility.core.ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
  }

  private void hasOne(String address, String text) {
    soon()
        .untilAsserted(
            () -> assertThat(server.inbox(address)).singleElement().asString().contains(text));
  }

  @Test
  void aMessageReachesTheMailboxAndSaysForWhom() throws Exception {
    String bob = server.user(name);

    server.accept("m-" + name, "ada@there.example", List.of(bob), PLAIN);

    hasOne(bob, "At noon?");
    assertThat(server.inbox(bob).get(0))
        .contains("Delivered-To: " + bob, "Return-Path: <ada@there.example>");
    soon().until(server::isSpoolEmpty);
    assertThat(server.outcomes(DeliveryOutcome.Status.DELIVERED))
        .anyMatch(
            outcome ->
                outcome.mailId().equals("m-" + name) && outcome.recipient().asString().equals(bob));
  }

  @Test
  void aliasGroupTagAndCatchAllLeadToTheUser() throws Exception {
    String bob = server.user(name);
    String eve = server.user(name + "-eve");
    server.access.rewrites.addAliasMapping(MappingSource.parse(name + "-alias@here.example"), bob);
    server.access.rewrites.addGroupMapping(MappingSource.parse(name + "-all@here.example"), bob);
    server.access.rewrites.addGroupMapping(MappingSource.parse(name + "-all@here.example"), eve);

    server.accept("a-" + name, "ada@there.example", List.of(name + "-alias@here.example"), PLAIN);
    server.accept("g-" + name, "ada@there.example", List.of(name + "-all@here.example"), PLAIN);
    server.accept("t-" + name, "ada@there.example", List.of(name + "+shop@here.example"), PLAIN);

    soon().untilAsserted(() -> assertThat(server.inbox(bob)).hasSize(3));
    soon().untilAsserted(() -> assertThat(server.inbox(eve)).hasSize(1));
  }

  @Test
  void aForwardWithACopyGoesBothWays() throws Exception {
    String bob = server.user(name);
    server.access.rewrites.addForwardMapping(MappingSource.parse(bob), bob);
    server.access.rewrites.addForwardMapping(MappingSource.parse(bob), "bob@there.example");

    server.accept("f-" + name, "ada@there.example", List.of(bob), PLAIN);

    hasOne(bob, "At noon?");
    soon().untilAsserted(() -> assertThat(sink.taken()).hasSize(1));
    assertThat(sink.taken().get(0).recipients()).containsExactly("RCPT TO:<bob@there.example>");
    // As it came but for the one field: a signature stays valid.
    assertThat(sink.taken().get(0).content()).isEqualTo("Delivered-To: " + bob + "\r\n" + PLAIN);
  }

  @Test
  void anUnknownUserIsToldToTheSender() throws Exception {
    String ada = server.user(name);

    server.accept("x-" + name, ada, List.of("nobody@here.example"), PLAIN);

    hasOne(ada, "There is no such mailbox here.");
    assertThat(server.inbox(ada).get(0))
        .contains(
            "Subject: Undelivered mail: Lunch",
            "Final-Recipient: rfc822; nobody@here.example",
            "Action: failed",
            "Status: 5.1.1",
            "Auto-Submitted: auto-replied",
            "Our number for this message: x-" + name,
            "Return-Path: <>");
  }

  @Test
  void anUndeliverableNotificationIsKeptForTheAdmin() throws Exception {
    server.accept("n-" + name, "", List.of("nobody@here.example"), PLAIN);

    soon()
        .untilAsserted(
            () ->
                assertThat(server.repository("var/mail/undeliverable/"))
                    .anyMatch(mail -> mail.getName().startsWith("n-" + name)));
  }

  @Test
  void sieveFilesIntoAFolder() throws Exception {
    String bob = server.user(name);
    server.access.sieve.putScript(
        Username.of(bob),
        new ScriptName("s"),
        new ScriptContent(
            "require [\"fileinto\"]; if header :contains \"Subject\" \"Lunch\" { fileinto \"Food\"; }"));
    server.access.sieve.setActive(Username.of(bob), new ScriptName("s"));

    server.accept("s-" + name, "ada@there.example", List.of(bob), PLAIN);

    soon().untilAsserted(() -> assertThat(server.folder(bob, "Food")).hasSize(1));
    assertThat(server.inbox(bob)).isEmpty();
  }

  @Test
  void vacationAnswersOnce() throws Exception {
    String bob = server.user(name);
    Mono.from(
            server.access.vacations.modifyVacation(
                AccountId.fromString(bob),
                VacationPatch.builder().isEnabled(true).textBody("I am away.").build()))
        .block(Duration.ofSeconds(5));

    server.accept("v-" + name, "ada@there.example", List.of(bob), PLAIN);

    soon().untilAsserted(() -> assertThat(sink.taken()).hasSize(1));
    assertThat(sink.taken().get(0).content()).contains("I am away.");
    assertThat(sink.taken().get(0).from()).startsWith("MAIL FROM:<>");
  }

  @Test
  void mailForAnotherServerIsHandedOver() throws Exception {
    String content = PLAIN + ".\r\n.. two dots\r\n";

    server.accept("r-" + name, "bob@here.example", List.of("ada@there.example"), content);

    soon().untilAsserted(() -> assertThat(sink.taken()).hasSize(1));
    assertThat(sink.taken().get(0).content()).isEqualTo(content);
    assertThat(sink.taken().get(0).from()).startsWith("MAIL FROM:<bob@here.example> SIZE=");
    soon()
        .untilAsserted(
            () ->
                assertThat(server.outcomes(DeliveryOutcome.Status.RELAYED))
                    .anyMatch(
                        outcome ->
                            outcome.mailId().equals("r-" + name)
                                && outcome.relay().startsWith("mx.there.example [")
                                && outcome.reply().equals("250 2.0.0 fine")));
  }

  @Test
  void mailGoesEncryptedWhereTlsIsOfferedAndInClearWhereItFails() throws Exception {
    TestCertificate certificate = TestCertificate.make(directory, "some.other.name");
    sink.offerTls(certificate.context(), false);
    server.accept("tls-" + name, "bob@here.example", List.of("ada@there.example"), PLAIN);
    soon().untilAsserted(() -> assertThat(sink.taken()).hasSize(1));
    assertThat(sink.taken().get(0).encrypted()).isTrue();

    sink.offerTls(certificate.context(), true);
    server.accept("clear-" + name, "bob@here.example", List.of("ada@there.example"), PLAIN);
    soon().untilAsserted(() -> assertThat(sink.taken()).hasSize(2));
    assertThat(sink.taken().get(1).encrypted()).isFalse();
  }

  @Test
  void hiddenRecipientsStayHidden() throws Exception {
    server.accept(
        "bcc-" + name,
        "bob@here.example",
        List.of("ada@there.example"),
        "Bcc: eve@there.example\r\n" + PLAIN);

    soon().untilAsserted(() -> assertThat(sink.taken()).hasSize(1));
    assertThat(sink.taken().get(0).content()).doesNotContain("eve@").contains("At noon?");
  }

  @Test
  void aCatchAllTakesWhatNobodyElseTakes() throws Exception {
    String bob = server.user(name);
    String eve = server.user(name + "-eve");
    server.access.domains.addDomain(org.apache.james.core.Domain.of(name + ".example"));
    server.access.users.addUser(Username.of("own@" + name + ".example"), "secret");
    server.access.rewrites.addAddressMapping(
        MappingSource.fromDomain(org.apache.james.core.Domain.of(name + ".example")), bob);
    server.access.rewrites.addAliasMapping(MappingSource.parse("alias@" + name + ".example"), eve);

    server.accept(
        "c1-" + name, "ada@there.example", List.of("anything@" + name + ".example"), PLAIN);
    server.accept("c2-" + name, "ada@there.example", List.of("own@" + name + ".example"), PLAIN);
    server.accept("c3-" + name, "ada@there.example", List.of("alias@" + name + ".example"), PLAIN);

    hasOne(bob, "At noon?");
    hasOne("own@" + name + ".example", "At noon?");
    hasOne(eve, "At noon?");
    soon().until(server::isSpoolEmpty);
    assertThat(server.inbox(bob)).hasSize(1);
  }

  @Test
  void anAddressThatRefusesMailThroughAliasesIsToldToTheSender() throws Exception {
    String bob = server.user(name);
    server.access.rewrites.addForwardMapping(
        MappingSource.parse(name + "-a@here.example"), name + "-b@here.example");
    server.access.rewrites.addForwardMapping(
        MappingSource.parse(name + "-b@here.example"), name + "-c@here.example");
    server.access.rewrites.addAddressMapping(
        MappingSource.parse(name + "-c@here.example"), name + "-x@here.example");
    server.access.rewrites.addErrorMapping(
        MappingSource.parse(name + "-x@here.example"), "550 closed for good");

    server.accept("circle-" + name, bob, List.of(name + "-a@here.example"), PLAIN);

    hasOne(bob, "closed for good");
  }

  @Test
  void aDomainWithoutMxIsReachedByItsAddress() throws Exception {
    server.accept("am-" + name, "bob@here.example", List.of("ada@no-mx.example"), PLAIN);

    soon().untilAsserted(() -> assertThat(sink.taken()).hasSize(1));
  }

  @Test
  void aDomainThatTakesNoMailIsToldAtOnce() throws Exception {
    String bob = server.user(name);

    server.accept("nm-" + name, bob, List.of("ada@null-mx.example"), PLAIN);

    hasOne(bob, "takes no mail (null MX)");
    assertThat(server.inbox(bob).get(0)).contains("Status: 5.1.10");
  }

  @Test
  void whatIsRefusedForNowIsTriedAgainForThoseOnly() throws Exception {
    String bob = server.user(name);
    java.util.concurrent.atomic.AtomicInteger refusals =
        new java.util.concurrent.atomic.AtomicInteger();
    sink.answer(
        command ->
            command.contains("later@") && refusals.getAndIncrement() < 2
                ? "451 4.7.1 come back"
                : "250 2.0.0 fine");

    server.accept("l-" + name, bob, List.of("now@there.example", "later@there.example"), PLAIN);

    soon().untilAsserted(() -> assertThat(sink.taken()).hasSize(2));
    assertThat(sink.taken().get(0).recipients()).containsExactly("RCPT TO:<now@there.example>");
    assertThat(sink.taken().get(1).recipients()).containsExactly("RCPT TO:<later@there.example>");
    assertThat(server.outcomes(DeliveryOutcome.Status.DEFERRED))
        .anyMatch(
            outcome ->
                outcome.mailId().equals("l-" + name)
                    && outcome.reply().equals("451 4.7.1 come back"));
  }

  @Test
  void whatIsRefusedForGoodIsToldWithTheServersWords() throws Exception {
    String bob = server.user(name);
    sink.answer(
        command -> command.contains("gone@") ? "550 5.1.1 she has left us" : "250 2.0.0 fine");

    server.accept("p-" + name, bob, List.of("ada@there.example", "gone@there.example"), PLAIN);

    hasOne(bob, "550 5.1.1 she has left us");
    assertThat(server.inbox(bob).get(0))
        .contains(
            "Final-Recipient: rfc822; gone@there.example",
            "Remote-MTA: dns; mx.there.example",
            "Diagnostic-Code: smtp; 550 5.1.1 she has left us")
        .doesNotContain("Final-Recipient: rfc822; ada@there.example");
    assertThat(sink.taken()).hasSize(1);
  }

  @Test
  void aLateMailIsToldOnceAndGivenUpAtTheEnd() throws Exception {
    String bob = server.user(name);

    server.accept("d-" + name, bob, List.of("ada@silent.example"), PLAIN);

    soon().untilAsserted(() -> assertThat(server.inbox(bob)).hasSize(2));
    assertThat(server.inbox(bob).get(0))
        .contains(
            "Action: delayed", "Subject: Delayed mail (still being tried): Lunch", "Status: 4.4.3");
    assertThat(server.inbox(bob).get(1)).contains("Action: failed", "Status: 4.4.7");
  }

  @Test
  void aMessageThatCameHereBeforeIsToldAsALoop() throws Exception {
    String ada = server.user(name + "-ada");
    String bob = server.user(name);

    server.accept("lo-" + name, ada, List.of(bob), "Delivered-To: " + bob + "\r\n" + PLAIN);

    hasOne(ada, "runs in a circle");
    assertThat(server.inbox(bob)).isEmpty();
  }

  @Test
  void aMessageThatPassedMoreThanFiftyServersIsToldAsALoop() throws Exception {
    String ada = server.user(name + "-ada");
    String bob = server.user(name);

    server.accept("hop-" + name, ada, List.of(bob), "Received: from a by b\r\n".repeat(51) + PLAIN);

    hasOne(ada, "Status: 5.4.6");
    assertThat(server.inbox(bob)).isEmpty();
  }

  @Test
  void aMessageThatIsNoMailAtAllIsDeliveredToo() throws Exception {
    String bob = server.user(name);

    server.accept("odd-" + name, "ada@there.example", List.of(bob), "\u0001 no header, no end\r\n");

    soon().untilAsserted(() -> assertThat(server.inbox(bob)).hasSize(1));
  }

  @Test
  void manyRecipientsEachGetTheirOwnCopy() throws Exception {
    String bob = server.user(name);
    String eve = server.user(name + "-eve");

    server.accept("many-" + name, "ada@there.example", List.of(bob, eve, "x@there.example"), PLAIN);

    hasOne(bob, "Delivered-To: " + bob);
    hasOne(eve, "Delivered-To: " + eve);
    assertThat(server.inbox(bob).get(0)).doesNotContain(eve);
    soon().untilAsserted(() -> assertThat(sink.taken()).hasSize(1));
    assertThat(sink.taken().get(0).content()).doesNotContain("Delivered-To");
  }
}
