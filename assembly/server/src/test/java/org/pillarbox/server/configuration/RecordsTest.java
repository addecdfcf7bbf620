package org.pillarbox.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "hostname; mail; hostname \"mail\" is not a full name with a dot in it",
        "hostname; mail..org; hostname \"mail..org\" is not",
        "domains; example; domains \"example\" is not a full name",
        "domains; -a.org; domains \"-a.org\" is not a full name",
        "admin; you; admin \"you\" is not an address",
        "admin; '@example.org'; admin \"@example.org\" is not an address",
        "admin; 'y ou@example.org'; admin \"y ou@example.org\" is not an address",
        "ports.address; localhost; ports.address \"localhost\" is not an IP address",
        "ports.offset; 60001; ports.offset 60001 is out of bounds",
        "ports.https; 0; ports.https 0 is out of bounds",
        "limits.message.size; 1KB; limits.message.size 1KB is too small",
        "limits.message.size; 2GB; limits.message.size 2GB is too large",
        "limits.message.recipients; 99; limits.message.recipients 99 is out of bounds",
        "limits.login.password_rounds; 1000; limits.login.password_rounds 1000 is out of bounds",
        "limits.login.password_memory; 6m; limits.login.password_memory 6m is too long",
        "limits.sessions.connections_per_ip; 2001; limits.sessions.connections_per_ip 2001 is out",
        "limits.sessions.smtp_idle; 0s; limits.sessions.smtp_idle 0s is out of bounds",
        "limits.sessions.imap_idle; 29m; limits.sessions.imap_idle 29m is out of bounds",
        "limits.free_disk; 1MB; limits.free_disk 1MB is too small; the least is 100MB",
        "queue.lifetime; 1h; queue.lifetime 1h is shorter than the longest wait, 4h",
        "queue.retry_longest; 1m; queue.retry_longest 1m is shorter than the first wait",
        "smarthost.user; me; smarthost.password_file is missing",
        "smarthost.password_file; /x; smarthost.user is missing",
        "smarthost.host; isp; smarthost.host \"isp\" is not a full name",
        "engines.cassandra.heap; 10MB; engines.cassandra.heap 10MB is too small",
        "engines.cassandra.jvm_options; [-javaagent:x.jar]; is no option of a JVM",
        "engines.opensearch.jvm_options; [-cp]; is no option of a JVM",
        "memory.heap; 64MB; memory.heap 64MB is too small"
      })
  void values_that_make_no_sense_are_refused_by_key(String key, String value, String message) {
    List<String> parts = List.of(key.split("\\.", -1));
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      yaml.append("  ".repeat(i)).append(parts.get(i)).append(":");
      yaml.append(i == parts.size() - 1 ? " \"" + value + "\"\n" : "\n");
    }
    assertThatThrownBy(
            () ->
                ConfigurationLoader.read(
                    yaml.toString(), "t", Map.of(), PillarboxConfiguration.defaults()))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void a_password_is_not_sent_where_tls_is_a_matter_of_luck() {
    assertThatThrownBy(
            () ->
                ConfigurationLoader.read(
                    "smarthost: {host: a.example, user: me, password_file: /x, tls: opportunistic}",
                    "t",
                    Map.of(),
                    PillarboxConfiguration.defaults()))
        .hasMessageContaining("smarthost.tls opportunistic could send the password in clear");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/8", "192.0.2.7", "::1", "2001:db8::/32", "fe80::1"})
  void networks_are_taken(String network) {
    assertThat(new RelayNetwork(network, List.of("@Example.org")).from())
        .containsExactly("@example.org");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "::/0", "0.0.0.0/0", "300.1.1.1", "lan", "10.0.0", ""})
  void what_is_no_network_or_is_everybody_is_refused(String network) {
    assertThatThrownBy(() -> new RelayNetwork(network, List.of("@example.org")))
        .hasMessageStartingWith("network \"" + network + "\" is not a network");
  }

  @Test
  void names_of_other_scripts_become_what_dns_holds() {
    assertThat(Checks.domain("hostname", "Bücher.example")).isEqualTo("xn--bcher-kva.example");
  }
}
