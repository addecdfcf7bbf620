package org.pillarbox.storage.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaDecisionTest {
  private static final int VERSION = 12;
  private static final Set<String> EXPECTED = Set.of("domains", "mailbox", "trace");

  @Test
  void anEmptyKeyspaceGetsEverything() {
    assertThat(decide(new SchemaFacts("k", Set.of(), Optional.empty(), Set.of(), false)))
        .isEqualTo(EXPECTED);
  }

  @Test
  void aFirstStartThatWasCutShortIsCompleted() {
    assertThat(decide(new SchemaFacts("k", Set.of("mailbox"), Optional.empty(), Set.of(), false)))
        .containsExactlyInAnyOrder("domains", "trace");
  }

  @Test
  void aCompleteKeyspaceIsLeftAlone() {
    assertThat(decide(new SchemaFacts("k", EXPECTED, Optional.of(VERSION), EXPECTED, true)))
        .isEmpty();
  }

  @Test
  void aTableOfANewCapabilityIsAdded() {
    Set<String> before = Set.of("domains", "mailbox");
    assertThat(decide(new SchemaFacts("k", before, Optional.of(VERSION), before, true)))
        .containsExactly("trace");
  }

  @Test
  void aTableThatWasThereAndIsGoneStopsTheStart() {
    assertRefused(
        new SchemaFacts("k", Set.of("domains", "trace"), Optional.of(VERSION), EXPECTED, true),
        "Keyspace k was complete and has lost [mailbox]");
  }

  @Test
  void anOlderVersionStopsTheStart() {
    assertRefused(
        new SchemaFacts("k", EXPECTED, Optional.of(8), EXPECTED, true),
        "has schema version 8, this release works with version 12 only");
  }

  @Test
  void aNewerVersionStopsTheStart() {
    assertRefused(
        new SchemaFacts("k", EXPECTED, Optional.of(13), EXPECTED, true),
        "has schema version 13, this release works with version 12 only");
  }

  @Test
  void dataWithoutAVersionStopsTheStart() {
    assertRefused(
        new SchemaFacts("k", Set.of("mailbox"), Optional.empty(), Set.of(), true),
        "holds data but no schema version");
  }

  @Test
  void aVersionThatIsGoneFromACompleteKeyspaceStopsTheStart() {
    assertRefused(
        new SchemaFacts("k", EXPECTED, Optional.empty(), EXPECTED, false),
        "holds data but no schema version");
  }

  @Test
  void dataOfAnotherJamesThatLacksATableStopsTheStart() {
    assertRefused(
        new SchemaFacts("k", Set.of("mailbox"), Optional.of(VERSION), Set.of(), true),
        "lacks [domains, trace]");
  }

  private static Set<String> decide(SchemaFacts facts) {
    return SchemaDecision.of(facts, EXPECTED, VERSION).toCreate();
  }

  private static void assertRefused(SchemaFacts facts, String message) {
    assertThatThrownBy(() -> decide(facts))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("nothing was changed");
  }
}
