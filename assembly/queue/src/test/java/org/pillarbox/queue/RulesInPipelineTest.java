package org.pillarbox.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.sieverepository.api.ScriptContent;
import org.apache.james.sieverepository.api.ScriptName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pillarbox.actions.DeliveryOutcome;
import org.pillarbox.actions.GivenRecipients;
import org.pillarbox.actions.MailOrigin;
import org.pillarbox.actions.Quarantine;
import org.pillarbox.actions.rules.Verdicts;
import org.pillarbox.rules.Decision;
import org.pillarbox.rules.Due;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.action.DeliverTo;
import org.pillarbox.rules.action.Disclaimer;
import org.pillarbox.rules.action.Redirect;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.action.RequireTls;
import org.pillarbox.rules.action.Route;
import org.pillarbox.rules.action.SetFlags;
import org.pillarbox.rules.action.TagSubject;
import org.pillarbox.rules.facts.Address;

/** What rules say, done in the pipeline as shipped; with verdicts by hand. */
class RulesInPipelineTest {
  private static final String PLAIN =
      "From: ada@there.example\r\nSubject: Lunch\r\nMessage-ID: <1@there.example>\r\n\r\nAt noon?\r\n";
  private static final Decision PASS = new Decision.Pass();

  private static final Map<String, Verdict> VERDICTS = new ConcurrentHashMap<>();
  private static final Map<String, String> GIVEN = new ConcurrentHashMap<>();
  private static final List<Quarantine.Holding> HELD = new CopyOnWriteArrayList<>();
  private static final FakeDns DNS = new FakeDns();

  @TempDir static Path directory;
  private static SmtpSink sink;
  private static TestServer server;
  private static int counter;

  private String name;
  private String bob;

  @BeforeAll
  static void startServer() throws Exception {
    sink = new SmtpSink();
    DNS.mx("there.example", "mx.there.example.")
        .address("mx.there.example", InetAddress.getLoopbackAddress())
        .address("filter.example", InetAddress.getLoopbackAddress());
    server =
        TestServer.start(
            directory,
            DNS,
            Map.of(
                "${outbound.port}", String.valueOf(sink.port()), "${queue.retry-after}", "100 ms"),
            binder -> {
              binder.bind(Verdicts.class).toInstance(RulesInPipelineTest::verdicts);
              binder.bind(Quarantine.class).toInstance(RulesInPipelineTest::hold);
            });
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
    sink.close();
  }

  @BeforeEach
  void fresh() throws Exception {
    name = "r" + counter++;
    bob = server.user(name);
    sink.answer(command -> "250 2.0.0 fine");
    sink.offerNoTls();
    sink.taken().clear();
  }

  private static Map<MailAddress, Verdict> verdicts(org.apache.mailet.Mail mail) {
    GIVEN.putAll(GivenRecipients.of(mail));
    Map<MailAddress, Verdict> found = new HashMap<>();
    for (MailAddress recipient : mail.getRecipients()) {
      Verdict nothing =
          new Verdict(1, Address.of(recipient.asString()), PASS, List.of(), List.of());
      found.put(
          recipient,
          MailOrigin.isOurs(mail) ? nothing : VERDICTS.getOrDefault(recipient.asString(), nothing));
    }
    return found;
  }

  private static String hold(org.apache.mailet.Mail mail, Quarantine.Holding holding) {
    HELD.add(holding);
    return "q" + HELD.size();
  }

  private static void says(String recipient, Decision decision, Action... actions) {
    VERDICTS.put(
        recipient,
        new Verdict(
            1,
            Address.of(recipient),
            decision,
            Arrays.stream(actions).map(action -> new Due("r", action, List.of())).toList(),
            List.of()));
  }

  private static org.awaitility.core.ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
  }

  private void folderHasOne(String user, String folder, String text) {
    soon()
        .untilAsserted(
            () ->
                assertThat(server.folder(user, folder)).singleElement().asString().contains(text));
  }

  @Test
  void twoRecipientsGetWhatTheirRulesSay() throws Exception {
    String eve = server.user(name + "-eve");
    says(bob, PASS, new TagSubject("[External]", TagSubject.Where.BEFORE));

    server.accept("m-" + name, "ada@there.example", List.of(bob, eve), PLAIN);

    folderHasOne(bob, "INBOX", "Subject: [External] Lunch");
    folderHasOne(eve, "INBOX", "Subject: Lunch");
    soon().until(server::isSpoolEmpty);
  }

  @Test
  void aRulesFolderHoldsWhereTheUsersScriptKeepsTheMail() throws Exception {
    says(bob, PASS, new DeliverTo("News", false), new SetFlags(List.of("flagged")));
    server.access.sieve.putScript(
        Username.of(bob), new ScriptName("keep"), new ScriptContent("keep;"));
    server.access.sieve.setActive(Username.of(bob), new ScriptName("keep"));

    server.accept("m-" + name, "ada@there.example", List.of(bob), PLAIN);

    folderHasOne(bob, "News", "At noon?");
    assertThat(server.inbox(bob)).isEmpty();
  }

  @Test
  void ourOwnUserIsToldWhoWasRefusedAndTheOthersAreServed() throws Exception {
    String eve = server.user(name + "-eve");
    says(
        "ada@there.example",
        new Decision.Refused("inside-only", new Refuse(550, "5.7.1", "Only inside")));

    server.accept("m-" + name, bob, List.of("ada@there.example", eve), PLAIN);

    folderHasOne(eve, "INBOX", "At noon?");
    folderHasOne(bob, "INBOX", "Only inside");
    assertThat(server.inbox(bob).get(0)).contains("Status: 5.7.1", "ada@there.example");
    soon().until(server::isSpoolEmpty);
    assertThat(sink.taken()).isEmpty();
  }

  @Test
  void aRedirectedMailIsAskedAboutAnewAndEndsThere() throws Exception {
    String eve = server.user(name + "-eve");
    says(bob, PASS, new Redirect(List.of(Address.of(eve))));
    says(eve, PASS, new TagSubject("[sent on]", TagSubject.Where.BEFORE));

    server.accept("m-" + name, "ada@there.example", List.of(bob), PLAIN);

    folderHasOne(eve, "INBOX", "Subject: [sent on] Lunch");
    assertThat(server.inbox(eve).get(0)).contains("Delivered-To: " + bob);
    assertThat(server.inbox(bob)).isEmpty();
  }

  @Test
  void twoThatRedirectToEachOtherMakeNoCircle() throws Exception {
    String eve = server.user(name + "-eve");
    says(bob, PASS, new Redirect(List.of(Address.of(eve))));
    says(eve, PASS, new Redirect(List.of(Address.of(bob))));

    server.accept("m-" + name, bob, List.of(bob), PLAIN);

    soon().until(() -> server.isSpoolEmpty() && server.inbox(bob).size() == 1);
    assertThat(server.inbox(eve)).isEmpty();
  }

  @Test
  void whatIsPutOffWaitsUntilTheRulesLetItGo() throws Exception {
    String eve = server.user(name + "-eve");
    says(bob, new Decision.Deferred("rate", "201 of 200 were sent"));

    server.accept("m-" + name, "ada@there.example", List.of(bob, eve), PLAIN);

    folderHasOne(eve, "INBOX", "At noon?");
    await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(5))
        .until(() -> server.inbox(bob).isEmpty() && !server.isSpoolEmpty());
    says(bob, PASS);
    folderHasOne(bob, "INBOX", "At noon?");
    soon().until(server::isSpoolEmpty);
    assertThat(server.inbox(eve)).hasSize(1);
  }

  @Test
  void whoIsMeantByAnAliasIsKnownToTheRules() throws Exception {
    server.access.rewrites.addAliasMapping(MappingSource.parse(name + "-alias@here.example"), bob);

    server.accept("m-" + name, "ada@there.example", List.of(name + "-alias@here.example"), PLAIN);

    folderHasOne(bob, "INBOX", "At noon?");
    assertThat(GIVEN).containsEntry(bob, name + "-alias@here.example");
  }

  @Test
  void aRuleSendsMailOverAnotherHost() throws Exception {
    String to = name + "@nowhere.example";
    says(to, PASS, new Route(Route.By.HOST, "filter.example", sink.port()));

    server.accept("m-" + name, bob, List.of(to), PLAIN);

    soon().untilAsserted(() -> assertThat(sink.taken()).hasSize(1));
    assertThat(sink.taken().get(0).recipients()).containsExactly("RCPT TO:<" + to + ">");
    assertThat(sink.taken().get(0).login()).isEmpty();
  }

  @Test
  void aRuleSendsMailToAnotherDomainsServers() throws Exception {
    String to = name + "@nowhere.example";
    says(to, PASS, new Route(Route.By.MX, "there.example", 25));

    server.accept("m-" + name, bob, List.of(to), PLAIN);

    soon().untilAsserted(() -> assertThat(sink.taken()).hasSize(1));
  }

  @Test
  void aSmarthostThatTheSettingsDontKnowKeepsTheMail() throws Exception {
    String to = name + "@there.example";
    says(to, PASS, new Route(Route.By.SMARTHOST, "filter.example", 25));

    server.accept("m-" + name, bob, List.of(to), PLAIN);

    deferred(to, "filter.example");
    assertThat(sink.taken()).isEmpty();
  }

  @Test
  void mailThatNeedsTlsDoesNotGoWithoutAndGoesWithAnyCertificate() throws Exception {
    String to = name + "@there.example";
    says(
        to,
        PASS,
        new RequireTls(),
        new Disclaimer("In confidence", Optional.empty(), Disclaimer.Where.BOTTOM));

    server.accept("m-" + name, bob, List.of(to), PLAIN);

    deferred(to, "offers no TLS");
    assertThat(sink.taken()).isEmpty();
    sink.offerTls(TestCertificate.make(directory, "other.example").context(), false);
    soon()
        .untilAsserted(
            () ->
                assertThat(sink.taken())
                    .as("put off: %s", server.outcomes(DeliveryOutcome.Status.DEFERRED))
                    .hasSize(1));
    assertThat(sink.taken().get(0).encrypted()).isTrue();
    assertThat(sink.taken().get(0).content()).contains("In confidence");
  }

  private void deferred(String recipient, String reply) {
    soon()
        .untilAsserted(
            () ->
                assertThat(server.outcomes(DeliveryOutcome.Status.DEFERRED))
                    .anyMatch(
                        outcome ->
                            outcome.recipient().asString().equals(recipient)
                                && outcome.reply().contains(reply)));
  }
}
