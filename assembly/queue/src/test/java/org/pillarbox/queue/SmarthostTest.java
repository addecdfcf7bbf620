package org.pillarbox.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pillarbox.actions.DeliveryOutcome;

/**
 * All mail to one server, with a password: only to one that proves who it is. And a server that
 * sends nothing at all.
 */
class SmarthostTest {
  private static final String MAIL = "Subject: Hello\r\n\r\nGood day.\r\n";

  @TempDir Path directory;
  private SmtpSink sink;
  private FakeDns dns;

  @BeforeEach
  void startSink() throws Exception {
    sink = new SmtpSink();
    dns = new FakeDns().address("relay.example", InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stopSink() throws Exception {
    sink.close();
    System.clearProperty("javax.net.ssl.trustStore");
    System.clearProperty("javax.net.ssl.trustStorePassword");
  }

  private TestServer server() throws Exception {
    return TestServer.start(
        directory,
        dns,
        Map.of(
            "${smarthost.host}", "relay.example",
            "${smarthost.port}", String.valueOf(sink.port()),
            "${smarthost.user}", "we",
            "${smarthost.password}", "pass&amp;word"));
  }

  @Test
  void logsInAndSends() throws Exception {
    TestCertificate certificate = TestCertificate.make(directory, "relay.example");
    sink.offerTls(certificate.context(), false);
    System.setProperty("javax.net.ssl.trustStore", certificate.store().toString());
    System.setProperty("javax.net.ssl.trustStorePassword", TestCertificate.PASSWORD);
    try (TestServer server = server()) {
      server.accept("m", "bob@here.example", List.of("ada@anywhere.example"), MAIL);

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(sink.taken()).hasSize(1));
      assertThat(sink.taken().get(0).login()).isEqualTo("\0we\0pass&word");
      assertThat(sink.taken().get(0).encrypted()).isTrue();
    }
  }

  @Test
  void sendsNeitherPasswordNorMailToOneThatCantProveWhoItIs() throws Exception {
    sink.offerTls(TestCertificate.make(directory, "relay.example").context(), false);
    try (TestServer server = server()) {
      server.accept("m", "bob@here.example", List.of("ada@anywhere.example"), MAIL);

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(server.outcomes(DeliveryOutcome.Status.DEFERRED)).hasSize(1));
      assertThat(server.outcomes(DeliveryOutcome.Status.DEFERRED).get(0).reply())
          .contains("TLS could not be agreed on");
      assertThat(sink.taken()).isEmpty();
    }
  }

  @Test
  void sendsNothingInClear() throws Exception {
    try (TestServer server = server()) {
      server.accept("m", "bob@here.example", List.of("ada@anywhere.example"), MAIL);

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(server.outcomes(DeliveryOutcome.Status.DEFERRED)).hasSize(1));
      assertThat(server.outcomes(DeliveryOutcome.Status.DEFERRED).get(0).reply())
          .contains("offers no TLS");
      assertThat(sink.taken()).isEmpty();
    }
  }

  @Test
  void aServerWithoutADomainSendsNothingAndSaysSo() throws Exception {
    try (TestServer server =
        TestServer.start(directory, dns, Map.of("${outbound.enabled}", "false"))) {
      String bob = server.user("bob");

      server.accept("m", bob, List.of("ada@relay.example"), MAIL);

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(server.inbox(bob)).hasSize(1));
      assertThat(server.inbox(bob).get(0)).contains("sends nothing outside", "Status: 5.7.1");
    }
  }
}
