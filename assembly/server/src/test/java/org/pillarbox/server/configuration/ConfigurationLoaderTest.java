package org.pillarbox.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {
  @Test
  void relative_paths_start_from_the_data_directory(@TempDir Path data) throws Exception {
    Files.writeString(
        data.resolve(ConfigurationLoader.FILE), "tls: {certificate: tls/own.pem, key: /k.pem}");

    TlsConfiguration tls =
        ConfigurationLoader.load(
                data, Map.of("PILLARBOX_TLS_KEY", "tls/own.key"), PillarboxConfiguration.defaults())
            .values()
            .tls();

    assertThat(tls.certificate()).contains(data.resolve("tls/own.pem"));
    assertThat(tls.key()).contains(data.resolve("tls/own.key"));
  }

  @Test
  void without_a_file_everything_is_at_its_default(@TempDir Path data) throws Exception {
    LoadedConfiguration loaded =
        ConfigurationLoader.load(data, Map.of(), PillarboxConfiguration.defaults());
    assertThat(loaded.values()).isEqualTo(PillarboxConfiguration.defaults());
    assertThat(loaded.origins()).isEmpty();
  }

  @Test
  void the_file_of_the_data_directory_is_read(@TempDir Path data) throws Exception {
    Files.writeString(data.resolve("pillarbox.yaml"), "hostname: mx.example.org\n");
    LoadedConfiguration loaded =
        ConfigurationLoader.load(data, Map.of(), PillarboxConfiguration.defaults());
    assertThat(loaded.values().hostname()).contains("mx.example.org");
    assertThat(loaded.origins().get("hostname"))
        .isEqualTo(new Origin(data.resolve("pillarbox.yaml").toString(), 1));
  }

  @Test
  void a_key_without_a_value_is_no_setting() throws Exception {
    assertThat(read("hostname:\nports:\nlimits:\n  message:\n"))
        .isEqualTo(PillarboxConfiguration.defaults());
  }

  @Test
  void the_environment_wins_over_the_file() throws Exception {
    PillarboxConfiguration read =
        read(
            "hostname: a.example.org\nports:\n  offset: 5\n",
            Map.of("PILLARBOX_HOSTNAME", "b.example.org", "PILLARBOX_LIMITS_MESSAGE_SIZE", "7MB"));
    assertThat(read.hostname()).contains("b.example.org");
    assertThat(read.ports().offset()).isEqualTo(5);
    assertThat(read.limits().message().size()).isEqualTo(DataSize.megabytes(7));
  }

  @Test
  void lists_may_be_written_with_commas_or_dashes() throws Exception {
    assertThat(read("domains: a.org, b.org").domains()).containsExactly("a.org", "b.org");
    assertThat(read("domains:\n  - a.org\n  - b.org\n").domains())
        .containsExactly("a.org", "b.org");
    assertThat(read("", Map.of("PILLARBOX_DOMAINS", "a.org,b.org")).domains())
        .containsExactly("a.org", "b.org");
  }

  @Test
  void relay_networks_may_stand_in_a_variable_as_yaml() throws Exception {
    assertThat(
            read(
                    "",
                    Map.of(
                        "PILLARBOX_RELAY_NETWORKS",
                        "[{network: 10.1.0.0/16, from: ['@example.org', scanner@example.net]}]"))
                .relay()
                .networks())
        .containsExactly(
            new RelayNetwork("10.1.0.0/16", List.of("@example.org", "scanner@example.net")));
  }

  @Test
  void an_unknown_key_is_refused_with_file_line_and_what_was_meant() {
    problems("hostname: mail.example.org\nports:\n  ofset: 20\n")
        .containsExactly(
            "test.yaml line 3: ports.ofset is not a setting. Did you mean ports.offset?");
    problems("zzz: 1\n")
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("test.yaml line 1: zzz is not a setting. Known here: hostname, domains");
  }

  @Test
  void every_problem_is_reported_at_once() {
    problems(
            """
            hostnaem: mail.example.org
            ports:
              offset: many
              smtp: 70000
            limits:
              message:
                size: fifty
              login:
                password_memory: soon
            log:
              format: xml
            queue: [1, 2]
            """,
            Map.of("PILLARBOX_POTS_OFFSET", "3", "PILLARBOX_MEMORY_HEAP", "1MB"))
        .containsExactly(
            "environment variable PILLARBOX_POTS_OFFSET: is not a setting."
                + " Did you mean PILLARBOX_PORTS_OFFSET?",
            "test.yaml line 1: hostnaem is not a setting. Did you mean hostname?",
            "test.yaml line 3: ports.offset \"many\" is not a whole number",
            "test.yaml line 12: queue must hold keys: retry_first, retry_longest, delay_notice,"
                + " lifetime",
            "test.yaml line 7: limits.message.size \"fifty\" is not a size; write a number and a"
                + " unit, as in 50MB",
            "test.yaml line 9: limits.login.password_memory \"soon\" is not a duration; write a number"
                + " and a unit, as in 300s, 5m, 4h or 5d",
            "environment variable PILLARBOX_MEMORY_HEAP: memory.heap 1MB is too small; the least"
                + " is 256MB",
            "test.yaml line 11: log.format \"xml\" is not allowed; write one of text, json");
  }

  @Test
  void what_a_record_refuses_is_told_by_its_key_and_line() {
    problems("ports:\n  smtp: 70000\n")
        .containsExactly(
            "test.yaml line 2: ports.smtp 70000 is out of bounds; it may be 1 to 55535");
    problems("tls:\n  certificate: /etc/tls/cert.pem\n")
        .containsExactly(
            "test.yaml line 2: tls.key is missing; a certificate needs its private key");
    problems("relay:\n  networks:\n    - network: 10.0.0.0/8\n")
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("test.yaml line 3: relay.networks[0].from is empty");
    problems("relay:\n  networks:\n    - from: [a@example.org]\n")
        .containsExactly("test.yaml line 3: relay.networks[0].network is missing");
    problems("relay:\n  networks:\n    - {network: 0.0.0.0/0, from: [a@example.org]}\n")
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("relay.networks[0].network \"0.0.0.0/0\" is not a network");
  }

  @Test
  void a_key_given_twice_is_refused() {
    problems("hostname: a.example.org\nhostname: b.example.org\n")
        .containsExactly(
            "test.yaml line 2: hostname is given twice; it also stands at test.yaml line 1");
  }

  @Test
  void what_is_not_yaml_is_told_with_its_line() {
    problems("hostname: [a\nports: }\n")
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("test.yaml line 2: is not YAML: ");
  }

  @Test
  void anchors_second_documents_and_scalars_in_place_of_the_whole_are_refused() {
    problems("domains: &a [a.org]\nadmin: *a\n")
        .containsExactly("test.yaml line 2: admin uses an alias or is nested too deep");
    problems("hostname: a.example.org\n---\nhostname: b.example.org\n")
        .containsExactly("test.yaml line 3: starts a second document; write only one");
    problems("hello\n").singleElement(InstanceOfAssertFactories.STRING).contains("must hold keys");
  }

  @Test
  void a_file_that_is_not_text_is_refused(@TempDir Path data) throws Exception {
    Files.write(data.resolve("pillarbox.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0x00});
    assertThatThrownBy(
            () -> ConfigurationLoader.load(data, Map.of(), PillarboxConfiguration.defaults()))
        .hasMessageContaining("is not a text in UTF-8");
  }

  @Test
  void the_admins_domain_is_a_domain() throws Exception {
    PillarboxConfiguration read = read("admin: You@Example.org\ndomains: [other.example]\n");
    assertThat(read.domains()).containsExactly("other.example", "example.org");
    assertThat(read.firstAccount()).isEqualTo("you@example.org");
  }

  @Test
  void the_hostname_is_the_given_one_else_the_machines_else_mail_and_the_domain() throws Exception {
    assertThat(read("hostname: mx.example.org").hostname("box.lan.example"))
        .isEqualTo("mx.example.org");
    assertThat(read("domains: example.org").hostname("box.lan.example"))
        .isEqualTo("box.lan.example");
    assertThat(read("domains: example.org").hostname("box")).isEqualTo("mail.example.org");
    assertThat(read("").hostname("box.lan.example")).isEqualTo("mail.pillarbox.test");
  }

  @Test
  void without_a_domain_it_is_pillarbox_test() throws Exception {
    PillarboxConfiguration read = read("");
    assertThat(read.named()).isFalse();
    assertThat(read.allDomains()).containsExactly("pillarbox.test");
    assertThat(read.firstAccount()).isEqualTo("admin@pillarbox.test");
  }

  @Test
  void listeners_are_the_open_protocols_with_the_offset_added() throws Exception {
    assertThat(read("protocols: {pop3: off, pop3s: off}\nports: {offset: 10000}").listeners())
        .contains(
            new Listener("SMTP", "ports.smtp", "0.0.0.0", 10025),
            new Listener("LMTP", "ports.lmtp", "127.0.0.1", 10024),
            new Listener("HTTPS", "ports.https", "0.0.0.0", 10443))
        .extracting(Listener::protocol)
        .doesNotContain("POP3", "POP3 TLS");
  }

  @Test
  void the_effective_configuration_says_where_each_value_came_from() throws Exception {
    LoadedConfiguration loaded =
        ConfigurationLoader.read(
            "hostname: mx.example.org",
            "test.yaml",
            Map.of("PILLARBOX_QUEUE_LIFETIME", "3d"),
            PillarboxConfiguration.defaults());
    assertThat(loaded.describe().lines().map(line -> line.replaceAll(" +", " ")))
        .contains(
            "hostname: mx.example.org # test.yaml line 1",
            "queue.lifetime: 3d # environment variable PILLARBOX_QUEUE_LIFETIME",
            "queue.delay_notice: 4h # default");
    assertThat(loaded.values().queue().lifetime()).isEqualTo(Duration.ofDays(3));
  }

  private static PillarboxConfiguration read(String yaml) throws InvalidConfigurationException {
    return read(yaml, Map.of());
  }

  private static PillarboxConfiguration read(String yaml, Map<String, String> environment)
      throws InvalidConfigurationException {
    return ConfigurationLoader.read(
            yaml, "test.yaml", environment, PillarboxConfiguration.defaults())
        .values();
  }

  private static ListAssert<String> problems(String yaml) {
    return problems(yaml, Map.of());
  }

  private static ListAssert<String> problems(String yaml, Map<String, String> environment) {
    try {
      read(yaml, environment);
    } catch (InvalidConfigurationException e) {
      assertThat(e)
          .hasMessage(String.join("\n", e.problems().stream().map(Problem::toString).toList()));
      return assertThat(e.problems().stream().map(Problem::toString).toList());
    }
    throw new AssertionError("taken without a complaint: " + yaml);
  }
}
