package org.pillarbox.rules.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pillarbox.rules.Node;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.RuleSet;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.port.RuleSetRepository;
import org.pillarbox.rules.port.RuleSetRepository.StaleVersion;
import org.pillarbox.rules.port.RuleSetVersion;

/** What every repository of rule sets keeps. */
public interface RuleSetRepositoryContract {
  /** An empty repository. */
  RuleSetRepository repository();

  @Test
  default void isEmptyAtFirst() {
    RuleSetRepository repository = repository();

    assertThat(repository.newest()).isEmpty();
    assertThat(repository.history(10)).isEmpty();
    assertThat(repository.version(1)).isEmpty();
  }

  @Test
  default void numbersVersionsFromOne() {
    RuleSetRepository repository = repository();

    RuleSetVersion first = repository.add(set("one"), 0, "ada", "first");
    RuleSetVersion second = repository.add(set("two"), 1, "bob", "second");

    assertThat(first.version()).isEqualTo(1);
    assertThat(second.version()).isEqualTo(2);
    assertThat(second.set()).isEqualTo(set("two").as(2));
  }

  @Test
  default void givesBackWhatWasAdded() {
    RuleSetRepository repository = repository();
    repository.add(set("one"), 0, "ada", "first");
    repository.add(set("two"), 1, "bob", "second");

    assertThat(repository.newest().map(RuleSetVersion::set)).contains(set("two").as(2));
    assertThat(repository.version(1).map(RuleSetVersion::set)).contains(set("one").as(1));
    assertThat(repository.version(1).map(RuleSetVersion::author)).contains("ada");
    assertThat(repository.version(1).map(RuleSetVersion::comment)).contains("first");
    assertThat(repository.version(3)).isEmpty();
  }

  @Test
  default void listsTheNewestFirst() {
    RuleSetRepository repository = repository();
    repository.add(set("one"), 0, "ada", "first");
    repository.add(set("two"), 1, "ada", "second");
    repository.add(set("three"), 2, "ada", "third");

    assertThat(repository.history(2)).extracting(RuleSetVersion::version).containsExactly(3L, 2L);
  }

  @Test
  default void refusesAChangeOfWhatIsNoLongerNewest() {
    RuleSetRepository repository = repository();
    repository.add(set("one"), 0, "ada", "first");

    assertThatThrownBy(() -> repository.add(set("two"), 0, "bob", "too late"))
        .isInstanceOfSatisfying(
            StaleVersion.class, stale -> assertThat(stale.newest()).isEqualTo(1));
    assertThat(repository.newest().map(RuleSetVersion::set)).contains(set("one").as(1));
  }

  private static RuleSet set(String id) {
    return new RuleSet(
        0, org.pillarbox.rules.State.ON, List.of(Rule.on(id, Node.always(), Refuse.because("no"))));
  }
}
