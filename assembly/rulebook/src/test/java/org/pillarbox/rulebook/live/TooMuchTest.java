package org.pillarbox.rulebook.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pillarbox.rulebook.RulebookConfiguration;
import org.pillarbox.rules.Decision;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.facts.Address;

class TooMuchTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private Instant now = NOON;
  private final TooMuch counts =
      new TooMuch(
          RulebookConfiguration.defaults(Path.of("rules")),
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }
          });

  private void note(long version, int stopped, int passed) {
    Decision no = new Decision.Refused("r", Refuse.because("no"));
    for (int i = 0; i < stopped + passed; i++) {
      counts.note(
          new Verdict(
              version,
              Address.of("ann@example.org"),
              i < stopped ? no : new Decision.Pass(),
              List.of(),
              List.of()));
    }
  }

  @Test
  void aVersionThatRefusesFarMoreThanTheOneBeforeIsTooMuch() {
    counts.found(1);
    note(1, 1, 99);
    counts.replaced(2);
    note(2, 19, 19);
    assertThat(counts.verdictOn(2)).isEmpty();

    note(2, 1, 0);

    assertThat(counts.verdictOn(2))
        .contains("version 2 refused or held 20 of 39 copies, the one before 1 %");
    assertThat(counts.verdictOn(1)).isEmpty();
  }

  @Test
  void theFirstRulesOfAllAreJudgedToo() {
    counts.found(0);
    counts.replaced(1);
    note(1, 20, 0);

    assertThat(counts.verdictOn(1)).isPresent();
  }

  @Test
  void whatRefusesLittleMoreThanBeforeStays() {
    counts.found(1);
    note(1, 50, 50);
    counts.replaced(2);
    note(2, 65, 35);

    assertThat(counts.verdictOn(2)).isEmpty();
  }

  @Test
  void aFifthIsNotTooMuch() {
    counts.found(1);
    note(1, 0, 10);
    counts.replaced(2);
    note(2, 20, 80);

    assertThat(counts.verdictOn(2)).isEmpty();
  }

  @Test
  void theVersionThatTakesBackIsNotTakenBackItself() {
    counts.found(1);
    note(1, 0, 100);
    counts.replaced(2);
    note(2, 40, 0);
    assertThat(counts.verdictOn(2)).isPresent();

    counts.replaced(3);
    note(3, 30, 10);

    assertThat(counts.verdictOn(3)).isEmpty();
  }

  @Test
  void theVersionThatWasFoundAtTheStartIsNotOnTrial() {
    counts.found(7);
    note(7, 100, 0);

    assertThat(counts.verdictOn(7)).isEmpty();
  }

  @Test
  void whatHasHeldForADayHasProvenItself() {
    counts.found(1);
    counts.replaced(2);
    now = NOON.plus(Duration.ofHours(25));
    note(2, 100, 0);

    assertThat(counts.verdictOn(2)).isEmpty();
  }

  @Test
  void whatSomebodyConfirmedStays() {
    counts.found(1);
    counts.replaced(2);
    counts.confirmed();
    note(2, 100, 0);

    assertThat(counts.verdictOn(2)).isEmpty();
  }
}
