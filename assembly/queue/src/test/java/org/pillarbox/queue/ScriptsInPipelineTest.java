package org.pillarbox.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.core.Username;
import org.apache.james.sieverepository.api.ScriptContent;
import org.apache.james.sieverepository.api.ScriptName;
import org.apache.james.sieverepository.api.SieveRepository;
import org.apache.james.sieverepository.file.SieveFileRepository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users' scripts say, done in the pipeline as shipped. */
class ScriptsInPipelineTest {
  private static final String PLAIN =
      "From: ada@there.example\r\nTo: you\r\nSubject: Lunch\r\nMessage-ID: <1@there.example>\r\n\r\nAt noon?\r\n";

  @TempDir static Path directory;
  private static final FakeDns DNS = new FakeDns();
  private static final Set<Username> AWAY = ConcurrentHashMap.newKeySet();
  private static SmtpSink sink;
  private static TestServer server;
  private static int counter;

  private String bob;

  /** Scripts that can't be read while their owner is in {@link #AWAY}. */
  private static final class Scripts extends AbstractModule {
    @Provides
    @Singleton
    SieveRepository scripts(SieveFileRepository files) {
      return (SieveRepository)
          Proxy.newProxyInstance(
              ScriptsInPipelineTest.class.getClassLoader(),
              new Class<?>[] {SieveRepository.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("getActive") && AWAY.contains(arguments[0])) {
                  throw new IllegalStateException("Timeout on blocking read for 10000");
                }
                try {
                  return method.invoke(files, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }

  @BeforeAll
  static void startServer() throws Exception {
    sink = new SmtpSink();
    DNS.mx("there.example", "mx.there.example.")
        .address("mx.there.example", InetAddress.getLoopbackAddress());
    server =
        TestServer.start(
            directory, DNS, Map.of("${outbound.port}", String.valueOf(sink.port())), new Scripts());
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
    sink.close();
  }

  @BeforeEach
  void fresh() throws Exception {
    bob = server.user("u" + counter++);
    sink.answer(command -> "250 2.0.0 fine");
    sink.offerNoTls();
    sink.taken().clear();
  }

  private static org.awaitility.core.ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
  }

  private static void script(String owner, String script) throws Exception {
    server.access.sieve.putScript(
        Username.of(owner), new ScriptName("s"), new ScriptContent(script));
    server.access.sieve.setActive(Username.of(owner), new ScriptName("s"));
  }

  private void accept() throws Exception {
    server.accept("m-" + bob, "ada@there.example", List.of(bob), PLAIN.replace("you", bob));
  }

  private static void isIn(String owner, String folder) {
    soon().untilAsserted(() -> assertThat(server.folder(owner, folder)).hasSize(1));
  }

  private static void isEmpty(String owner, String folder) throws Exception {
    soon().until(server::isSpoolEmpty);
    assertThat(server.folder(owner, folder)).isEmpty();
  }

  @Test
  void whatIsRedirectedAndKeptIsInBothPlaces() throws Exception {
    script(bob, "redirect \"ada@there.example\"; keep;");
    accept();

    isIn(bob, "INBOX");
    soon().untilAsserted(() -> assertThat(sink.taken()).hasSize(1));
    assertThat(sink.taken().get(0).content()).startsWith("Delivered-To: " + bob);
  }

  @Test
  void twoFoldersGetACopyEach() throws Exception {
    script(bob, "require \"fileinto\"; fileinto \"A\"; fileinto \"B.b\";");
    accept();

    isIn(bob, "A");
    isIn(bob, "B.b");
    isEmpty(bob, "INBOX");
    assertThat(server.folder(bob, "A").get(0)).contains("Delivered-To: " + bob, "At noon?");
  }

  @Test
  void whatIsFiledAndKeptIsInBothFolders() throws Exception {
    script(bob, "require \"fileinto\"; fileinto \"A\"; keep;");
    accept();

    isIn(bob, "A");
    isIn(bob, "INBOX");
  }

  @Test
  void whatIsDiscardedIsNowhere() throws Exception {
    script(bob, "discard;");
    accept();

    isEmpty(bob, "INBOX");
    assertThat(sink.taken()).isEmpty();
  }

  @Test
  void whoIsRejectedIsToldWhy() throws Exception {
    script(bob, "require \"reject\"; reject \"No lunch, thanks\";");
    accept();

    soon().untilAsserted(() -> assertThat(sink.taken()).hasSize(1));
    assertThat(sink.taken().get(0).from()).startsWith("MAIL FROM:<>");
    assertThat(sink.taken().get(0).content()).contains("No lunch, thanks", "Status: 5.7.1", bob);
    isEmpty(bob, "INBOX");
  }

  @Test
  void aScriptThatFailsKeepsTheMailAndTellsItsOwner() throws Exception {
    script(bob, "require \"fileinto\"; fileinto \"a..b\";");
    accept();

    soon().untilAsserted(() -> assertThat(server.inbox(bob)).hasSize(2));
    assertThat(server.inbox(bob)).anyMatch(mail -> mail.contains("At noon?"));
    assertThat(server.inbox(bob)).anyMatch(mail -> mail.contains("could not be run on a message"));
  }

  @Test
  void aScriptThatCannotBeReadNowKeepsTheMailWaiting() throws Exception {
    script(bob, "require \"fileinto\"; fileinto \"A\";");
    AWAY.add(Username.of(bob));
    accept();
    await().during(Duration.ofMillis(500)).until(() -> server.inbox(bob).isEmpty());
    assertThat(server.isSpoolEmpty()).isFalse();

    AWAY.remove(Username.of(bob));

    isIn(bob, "A");
    isEmpty(bob, "INBOX");
  }

  @Test
  void whatFindsNoRoomIsReportedAsFull() throws Exception {
    script(
        bob,
        "require \"fileinto\"; redirect \"eve@there.example\"; fileinto \"A\"; fileinto \"B\";");
    server.room(bob, 1);
    accept();

    soon().until(server::isSpoolEmpty);
    soon().untilAsserted(() -> assertThat(sink.taken()).hasSize(2));
    assertThat(sink.taken())
        .anyMatch(sent -> sent.content().contains("Status: 5.2.2"))
        .anyMatch(sent -> sent.content().startsWith("Delivered-To: " + bob));
    assertThat(server.folder(bob, "A")).hasSize(1);
    assertThat(server.folder(bob, "B")).isEmpty();
  }

  @Test
  void twoWhoRedirectToEachOtherKeepTheMailOnce() throws Exception {
    String eve = server.user("eve" + counter);
    script(bob, "redirect \"" + eve + "\";");
    script(eve, "redirect \"" + bob + "\";");
    accept();

    isIn(eve, "INBOX");
    isEmpty(bob, "INBOX");
    assertThat(sink.taken()).isEmpty();
  }

  @Test
  void anAbsenceNoteGoesOnce() throws Exception {
    script(bob, "require \"vacation\"; vacation \"I am away\";");
    accept();
    isIn(bob, "INBOX");
    accept();

    soon().untilAsserted(() -> assertThat(server.inbox(bob)).hasSize(2));
    soon().until(server::isSpoolEmpty);
    soon().untilAsserted(() -> assertThat(sink.taken()).hasSize(1));
    assertThat(sink.taken().get(0).content()).contains("I am away", "Auto-Submitted: auto-replied");
    assertThat(sink.taken().get(0).from()).startsWith("MAIL FROM:<>");
  }
}
