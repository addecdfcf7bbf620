package org.pillarbox.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @ParameterizedTest
  @CsvSource({"50MB, 52428800", "8 kb, 8192", "1g, 1073741824", "17, 17", "0, 0", "3B, 3"})
  void sizes_are_read(String written, long bytes) {
    assertThat(DataSize.parse(written).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MB", "-1MB", "1.5GB", "50 apples", "999999999999999999TB"})
  void what_is_not_a_size_is_refused(String written) {
    assertThatThrownBy(() -> DataSize.parse(written)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sizes_are_written_as_short_as_they_can_be() {
    assertThat(List.of(1_048_576L, 1_025L, 0L, 5_242_880L, 1L << 40))
        .extracting(bytes -> new DataSize(bytes).toString())
        .containsExactly("1MB", "1025B", "0B", "5MB", "1TB");
  }

  @ParameterizedTest
  @CsvSource({
    "200ms, PT0.2S",
    "300s, PT5M",
    "5m, PT5M",
    "4 h, PT4H",
    "5D, PT120H",
    "PT1M, PT1M",
    "0s, PT0S"
  })
  void durations_are_read(String written, Duration expected) {
    assertThat(Durations.parse(written)).isEqualTo(expected);
    assertThat(Durations.parse(Durations.print(expected))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "-5m", "five minutes", "1y", "9999999999s"})
  void what_is_not_a_duration_is_refused(String written) {
    assertThatThrownBy(() -> Durations.parse(written)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"on, true", "Yes, true", "true, true", "off, false", "no, false", "FALSE, false"})
  void truths_are_read(String written, boolean expected) {
    assertThat(Values.parse(boolean.class, written)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"hostnaem, hostname", "domain, domains", "potrs, ports", "lgo, log"})
  void the_nearest_name_is_suggested(String written, String meant) {
    assertThat(Suggestion.nearest(written, List.of("hostname", "domains", "ports", "log", "tls")))
        .contains(meant);
  }

  @Test
  void a_swap_of_neighbours_is_one_change() {
    assertThat(Suggestion.distance("hostnaem", "hostname")).isEqualTo(1);
    assertThat(Suggestion.distance("", "tls")).isEqualTo(3);
    assertThat(Suggestion.distance("tls", "tls")).isZero();
  }

  @Test
  void nothing_is_suggested_when_nothing_is_near() {
    assertThat(Suggestion.nearest("frobnicate", List.of("hostname", "tls"))).isEmpty();
  }
}
