package org.pillarbox.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PillarboxConfigurationTest {
  private static final PillarboxConfiguration DEFAULTS = PillarboxConfiguration.defaults();

  /** Every key with a value that is not its default, and what must come of it. */
  private static final PillarboxConfiguration EVERYTHING =
      new PillarboxConfiguration(
          Optional.of("mx.example.org"),
          List.of("example.org", "example.net"),
          Optional.of("you@example.org"),
          new PortsConfiguration(
              "127.0.0.1", 2, 1025, 1587, 1465, 1143, 1993, 1110, 1995, 1024, 5190, 1443),
          new ProtocolsConfiguration(
              false, false, false, false, false, false, false, false, false, false),
          new TlsConfiguration(
              Optional.of(Path.of("/tls/cert.pem")), Optional.of(Path.of("/tls/key.pem"))),
          new RelayConfiguration(
              List.of(
                  new RelayNetwork("10.1.2.0/24", List.of("scanner@example.org", "@example.net")),
                  new RelayNetwork("2001:db8::/64", List.of("@example.org")))),
          new SmarthostConfiguration(
              Optional.of("smtp.isp.example"),
              465,
              Optional.of("me"),
              Optional.of(Path.of("/run/secrets/isp")),
              SmarthostConfiguration.Tls.IMPLICIT),
          new RetryConfiguration(
              Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(2), Duration.ofDays(2)),
          false,
          new LimitsConfiguration(
              new MessageLimits(
                  DataSize.megabytes(20), 200, 10, 500, DataSize.kilobytes(512), 1_000, 2_000, 30),
              new SessionLimits(
                  1_000,
                  25,
                  10,
                  50,
                  Duration.ofSeconds(120),
                  Duration.ofMinutes(40),
                  Duration.ofSeconds(30)),
              new LoginLimits(
                  DataSize.kilobytes(4),
                  32,
                  16,
                  2,
                  300_000,
                  Duration.ofMinutes(1),
                  Duration.ofSeconds(9),
                  List.of("192.0.2.0/24")),
              DataSize.megabytes(1_024)),
          new EnginesConfiguration(
              new CassandraConfiguration(
                  DataSize.megabytes(512), List.of("-Xlog:gc", "-Dcassandra.config.x=1")),
              new OpenSearchConfiguration(DataSize.megabytes(768), List.of("-Xlog:gc"))),
          new MemoryConfiguration(DataSize.megabytes(1_024)),
          new LogConfiguration(LogConfiguration.Format.JSON, LogConfiguration.Level.WARN));

  @Test
  void the_defaults_are_the_bounds_of_the_design() {
    assertThat(
            Setting.of(DEFAULTS).stream()
                .filter(
                    setting ->
                        setting.key().startsWith("limits.")
                            || setting.key().startsWith("queue.")
                            || setting.key().startsWith("ports."))
                .map(setting -> setting.key() + " " + setting.value()))
        .containsExactly(
            "ports.address 0.0.0.0",
            "ports.offset 10000",
            "ports.smtp 25",
            "ports.submission 587",
            "ports.submissions 465",
            "ports.imap 143",
            "ports.imaps 993",
            "ports.pop3 110",
            "ports.pop3s 995",
            "ports.lmtp 24",
            "ports.managesieve 4190",
            "ports.https 443",
            "queue.retry_first 5m",
            "queue.retry_longest 4h",
            "queue.delay_notice 4h",
            "queue.lifetime 5d",
            "limits.message.size 50MB",
            "limits.message.recipients 500",
            "limits.message.mime_depth 20",
            "limits.message.mime_parts 1000",
            "limits.message.header_size 1MB",
            "limits.message.header_lines 2000",
            "limits.message.address_list 5000",
            "limits.message.received_headers 50",
            "limits.sessions.connections 2000",
            "limits.sessions.connections_per_ip 50",
            "limits.sessions.smtp_errors 20",
            "limits.sessions.smtp_junk_commands 100",
            "limits.sessions.smtp_idle 5m",
            "limits.sessions.imap_idle 30m",
            "limits.sessions.imap_login 1m",
            "limits.login.imap_command_size 8KB",
            "limits.login.imap_literals 64",
            "limits.login.imap_depth 32",
            "limits.login.failures 3",
            "limits.login.password_rounds 210000",
            "limits.login.password_memory 5m",
            "limits.login.longest_wait 15s",
            "limits.login.not_slowed ",
            "limits.free_disk 512MB");
    assertThat(DEFAULTS.relay().networks()).isEmpty();
    assertThat(PillarboxConfiguration.defaults(PortsConfiguration.defaults(0)).listeners())
        .extracting(Listener::port)
        .containsExactly(25, 587, 465, 143, 993, 110, 995, 24, 4190, 443);
  }

  @Test
  void every_key_can_be_set_in_the_file() throws Exception {
    LoadedConfiguration loaded =
        ConfigurationLoader.read(resource("everything.yaml"), "all.yaml", Map.of(), DEFAULTS);
    assertThat(loaded.values()).isEqualTo(EVERYTHING);
    assertThat(loaded.origins().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Setting.of(DEFAULTS).stream().map(Setting::key).collect(Collectors.toSet()));
  }

  @Test
  void every_key_can_be_set_in_the_environment() throws Exception {
    Map<String, String> variables = new HashMap<>();
    for (Setting setting : Setting.of(EVERYTHING)) {
      variables.put(
          setting.variable(), setting.structured() ? "[" + setting.value() + "]" : setting.value());
    }
    assertThat(ConfigurationLoader.read("", "none.yaml", variables, DEFAULTS).values())
        .isEqualTo(EVERYTHING);
  }

  @Test
  void everything_differs_from_the_defaults_so_that_no_key_is_tested_by_accident() {
    List<Setting> defaults = Setting.of(DEFAULTS);
    List<Setting> everything = Setting.of(EVERYTHING);
    for (int i = 0; i < defaults.size(); i++) {
      assertThat(everything.get(i).value())
          .as(defaults.get(i).key())
          .isNotEqualTo(defaults.get(i).value());
    }
  }

  @Test
  void every_setting_says_what_it_means() {
    assertThat(Setting.of(DEFAULTS))
        .allSatisfy(setting -> assertThat(setting.meaning()).isNotBlank());
  }

  @Test
  void the_documentation_lists_every_setting_as_it_is() throws Exception {
    Path document = Path.of("").toAbsolutePath();
    while (!Files.exists(document.resolve("docs/configuration.md"))) {
      document =
          Objects.requireNonNull(document.getParent(), "docs/configuration.md is not above here");
    }
    assertThat(Files.readString(document.resolve("docs/configuration.md")))
        .as("docs/configuration.md must hold exactly this:%n%s", ConfigurationReference.markdown())
        .contains(ConfigurationReference.markdown());
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(PillarboxConfigurationTest.class.getResourceAsStream(name))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
