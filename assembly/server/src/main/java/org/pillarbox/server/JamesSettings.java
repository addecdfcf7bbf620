package org.pillarbox.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.pillarbox.server.configuration.LimitsConfiguration;
import org.pillarbox.server.configuration.Listener;
import org.pillarbox.server.configuration.PillarboxConfiguration;
import org.pillarbox.server.configuration.RetryConfiguration;
import org.pillarbox.server.configuration.SmarthostConfiguration;

/** What stands for each placeholder of the files in {@code conf/}. */
final class JamesSettings {
  private static final int SMTP = 25;
  private static final int KIB = 1024;

  // Threads of each protocol for commands that may wait; a session that idles holds none.
  private static final int WORKERS = 32;

  private final PillarboxConfiguration configuration;
  private final String hostname;
  private final Certificates.Pem certificate;

  JamesSettings(
      PillarboxConfiguration configuration, String hostname, Certificates.Pem certificate) {
    this.configuration = configuration;
    this.hostname = hostname;
    this.certificate = certificate;
  }

  /**
   * Every key with its value.
   *
   * @throws IOException when the file with the smarthost's password can't be read
   */
  Map<String, String> values() throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("hostname", hostname);
    values.put("domain.default", configuration.mainDomain());
    values.put("postmaster", "postmaster@" + configuration.mainDomain());
    values.put("tls.certificates", certificate.chain().toUri().toString());
    values.put("tls.private-key", certificate.key().toUri().toString());
    listeners(values);
    limits(values);
    queue(values);
    outbound(values);
    return values;
  }

  private void listeners(Map<String, String> values) {
    values.put("bind.address", configuration.ports().address());
    for (Listener listener : configuration.withEveryProtocol().listeners()) {
      String name = listener.key().substring("ports.".length());
      values.put(name + ".port", Integer.toString(listener.port()));
      values.put(name + ".enabled", Boolean.toString(configuration.listeners().contains(listener)));
    }
  }

  private void limits(Map<String, String> values) {
    LimitsConfiguration limits = configuration.limits();
    values.put("limits.message-size-kib", Long.toString(limits.message().size().bytes() / KIB));
    values.put("limits.connections", Integer.toString(limits.sessions().connections()));
    values.put(
        "limits.connections-per-address", Integer.toString(limits.sessions().connectionsPerIp()));
    values.put("limits.received-headers", Integer.toString(limits.message().receivedHeaders()));
    values.put("limits.smtp-idle", Long.toString(limits.sessions().smtpIdle().toSeconds()));
    values.put("limits.imap-idle", Long.toString(limits.sessions().imapIdle().toSeconds()));
    values.put("limits.workers", Integer.toString(WORKERS));
  }

  private void queue(Map<String, String> values) {
    RetryConfiguration queue = configuration.queue();
    values.put(
        "queue.retry-after",
        queue.waits().stream().map(JamesSettings::milliseconds).collect(Collectors.joining(",")));
    values.put("queue.delay-notice", milliseconds(queue.delayNotice()));
    values.put("queue.lifetime", milliseconds(queue.lifetime()));
  }

  private static String milliseconds(Duration duration) {
    return duration.toMillis() + " ms";
  }

  private void outbound(Map<String, String> values) throws IOException {
    SmarthostConfiguration smarthost = configuration.smarthost();
    // Without a domain of its own the appliance would send as pillarbox.test, which nobody can
    // answer.
    values.put("outbound.enabled", Boolean.toString(configuration.named()));
    values.put("outbound.port", Integer.toString(SMTP));
    values.put("smarthost.host", smarthost.host().orElse(""));
    values.put("smarthost.port", Integer.toString(smarthost.port()));
    values.put("smarthost.user", smarthost.user().orElse(""));
    values.put("smarthost.tls", smarthost.tls().name().toLowerCase(Locale.ROOT));
    values.put(
        "smarthost.password",
        smarthost.passwordFile().isPresent() ? firstLine(smarthost.passwordFile().get()) : "");
  }

  private static String firstLine(Path file) throws IOException {
    return Files.readString(file)
        .lines()
        .findFirst()
        .orElseThrow(() -> new IOException("smarthost.password_file: " + file + " is empty"));
  }
}
