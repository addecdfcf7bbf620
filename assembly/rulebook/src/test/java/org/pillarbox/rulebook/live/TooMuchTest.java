package org.pillarbox.rulebook.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pillarbox.rulebook.RulebookConfiguration;
import org.pillarbox.rules.Decision;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.facts.Address;

class TooMuchTest {
  private final TooMuch counts = new TooMuch(RulebookConfiguration.defaults(Path.of("rules")));

  private void note(long version, int refused, int passed) {
    Decision no = new Decision.Refused("r", Refuse.because("no"));
    for (int i = 0; i < refused + passed; i++) {
      counts.note(
          new Verdict(
              version,
              Address.of("ann@example.org"),
              i < refused ? no : new Decision.Pass(),
              List.of(),
              List.of()));
    }
  }

  @Test
  void aVersionThatRefusesFarMoreThanTheOneBeforeIsTooMuch() {
    note(1, 1, 99);
    note(2, 19, 19);
    assertThat(counts.verdictOn(2)).isEmpty();

    note(2, 1, 0);

    assertThat(counts.verdictOn(2)).hasValueSatisfying(why -> assertThat(why).contains("20 of 39"));
    assertThat(counts.verdictOn(1)).isEmpty();
  }

  @Test
  void whatRefusesNoLargerShareThanBeforeStays() {
    note(1, 50, 50);
    note(2, 50, 50);

    assertThat(counts.verdictOn(2)).isEmpty();
  }

  @Test
  void aFifthIsNotTooMuch() {
    note(1, 0, 10);
    note(2, 20, 80);

    assertThat(counts.verdictOn(2)).isEmpty();
  }

  @Test
  void theVersionThatTakesBackIsNotTakenBackItself() {
    note(1, 0, 100);
    note(2, 40, 0);
    assertThat(counts.verdictOn(2)).isPresent();

    note(3, 30, 10);

    assertThat(counts.verdictOn(3)).isEmpty();
  }
}
