package org.pillarbox.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SearchConfigurationTest {
  @Test
  void defaultsAreForOneEmbeddedNode() {
    SearchConfiguration defaults = SearchConfiguration.defaults("http://127.0.0.1:9200");

    assertThat(defaults.shards()).isEqualTo(1);
    assertThat(defaults.replicas()).isZero();
    assertThat(defaults.alias()).isEqualTo("pillarbox-messages");
    assertThat(defaults.refreshInterval()).isLessThan(Duration.ofSeconds(1));
    assertThat(defaults.attachments()).isEqualTo(SearchConfiguration.Attachments.defaults());
  }

  @Test
  void aBadValueIsNamed() {
    assertThatThrownBy(() -> SearchConfiguration.defaults("127.0.0.1:9200"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("127.0.0.1:9200");
    assertThatThrownBy(
            () ->
                new SearchConfiguration.Attachments(
                    true, Duration.ZERO, 1, 64, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("attachments.timeout");
  }
}
