package org.pillarbox.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageConfigurationTest {
  private static final StorageConfiguration ONE_NODE =
      StorageConfiguration.singleNode("127.0.0.1:9042", "pillarbox", "secret");

  @Test
  void oneNodeIsAskedForFiveSecondsAtMost() {
    assertThat(ONE_NODE.requestTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(ONE_NODE.replicationFactor()).isEqualTo(1);
    assertThat(ONE_NODE.passwordRounds()).isGreaterThanOrEqualTo(210_000);
  }

  @Test
  void thePasswordIsNotShown() {
    assertThat(ONE_NODE.toString()).contains("pillarbox").doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Mail", "1mail", "mail-box", "a;DROP KEYSPACE b"})
  void aKeyspaceNameThatCassandraWouldHaveToQuoteIsRefused(String name) {
    assertThatThrownBy(() -> ONE_NODE.withKeyspace(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("keyspace is " + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", ":9042", "::1:9042:", "h:70000"})
  void aContactPointWithoutHostOrPortIsRefused(String point) {
    assertThatThrownBy(() -> StorageConfiguration.singleNode(point, "pillarbox", "secret"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAddressOfTheNewKindStandsInBrackets() {
    assertThat(ContactPoint.parse("[::1]:9042")).isEqualTo(new ContactPoint("::1", 9042));
  }

  @Test
  void aUserWithoutPasswordIsRefused() {
    assertThatThrownBy(() -> with(Optional.of("pillarbox"), Optional.empty(), 1, 210_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("user and password together");
  }

  @Test
  void aWeakPasswordHashIsRefused() {
    assertThatThrownBy(() -> with(Optional.empty(), Optional.empty(), 1, 1_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("passwordRounds is 1000; allowed: 210000");
  }

  @Test
  void noCopyAtAllIsRefused() {
    assertThatThrownBy(() -> with(Optional.empty(), Optional.empty(), 0, 210_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("replicationFactor is 0; allowed: 1 to 9");
  }

  private static StorageConfiguration with(
      Optional<String> user, Optional<String> password, int replicationFactor, int rounds) {
    return new StorageConfiguration(
        List.of("127.0.0.1:9042"),
        "datacenter1",
        "pillarbox",
        replicationFactor,
        user,
        password,
        Duration.ofSeconds(5),
        Duration.ofMinutes(2),
        rounds);
  }
}
