package org.pillarbox.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
  @ParameterizedTest
  @CsvSource({
    "PILLARBOX_PORT, tcp://10.0.0.7:25",
    "PILLARBOX_SERVICE_HOST, 10.0.0.7",
    "PILLARBOX_SERVICE_PORT, 25",
    "PILLARBOX_SERVICE_PORT_SMTP, 25",
    "PILLARBOX_PORT_25_TCP, tcp://10.0.0.7:25",
    "PILLARBOX_PORT_25_TCP_ADDR, 10.0.0.7",
    "PILLARBOX_PORT_25_TCP_PORT, 25",
    "PILLARBOX_PORT_25_TCP_PROTO, tcp",
    "PILLARBOX_SMARTHOST_PORT, tcp://10.0.0.8:25",
    "PILLARBOX_SMTP_SERVICE_HOST, 10.0.0.8",
    "PILLARBOX_NAME, /web/pillarbox",
    "PILLARBOX_ENV_LANG, C.UTF-8",
    "PATH, /usr/bin"
  })
  void what_a_container_engine_puts_there_is_left_alone(String name, String value)
      throws Exception {
    assertThat(read(Map.of(name, value))).isEqualTo(PillarboxConfiguration.defaults());
  }

  @Test
  void control_variables_are_not_settings_and_not_mistakes() throws Exception {
    for (String control : Environment.CONTROLS.keySet()) {
      assertThat(read(Map.of(control, "/somewhere"))).isEqualTo(PillarboxConfiguration.defaults());
    }
  }

  @Test
  void a_port_of_ours_is_told_from_a_service_link_by_its_value() throws Exception {
    assertThat(read(Map.of("PILLARBOX_SMARTHOST_PORT", "2525")).smarthost().port()).isEqualTo(2525);
  }

  @Test
  void anything_else_of_ours_is_a_mistake() {
    assertThatThrownBy(() -> read(Map.of("PILLARBOX_HOSTNMAE", "mail.example.org")))
        .hasMessage(
            "environment variable PILLARBOX_HOSTNMAE: is not a setting."
                + " Did you mean PILLARBOX_HOSTNAME?");
    assertThatThrownBy(() -> read(Map.of("PILLARBOX_PORT", "25")))
        .hasMessageContaining("PILLARBOX_PORT: is not a setting");
  }

  @Test
  void an_empty_variable_sets_nothing() throws Exception {
    assertThat(read(Map.of("PILLARBOX_HOSTNAME", " ")))
        .isEqualTo(PillarboxConfiguration.defaults());
  }

  private static PillarboxConfiguration read(Map<String, String> variables)
      throws InvalidConfigurationException {
    return ConfigurationLoader.read("", "test.yaml", variables, PillarboxConfiguration.defaults())
        .values();
  }
}
