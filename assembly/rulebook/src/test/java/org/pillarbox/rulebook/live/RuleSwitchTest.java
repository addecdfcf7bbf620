package org.pillarbox.rulebook.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleSwitchTest {
  @TempDir Path folder;

  @Test
  void offHoldsUntilItIsSwitchedOn() {
    RuleSwitch box = new RuleSwitch(folder.resolve("rules"));
    assertThat(box.isOff()).isFalse();

    box.set(false);

    assertThat(new RuleSwitch(folder.resolve("rules")).isOff()).isTrue();
    box.set(true);
    assertThat(box.isOff()).isFalse();
  }

  @Test
  void aDamagedFileDoesNotOpenTheDoor() throws Exception {
    Files.writeString(folder.resolve("switch"), "off".repeat(100));

    assertThat(new RuleSwitch(folder).isOff()).isFalse();
  }

  @Test
  void rollbackIsAskedOnce() {
    RuleSwitch box = new RuleSwitch(folder);
    box.askRollback(Optional.of(7));
    assertThat(box.askedRollback()).contains("7");
    box.rollbackDone();
    assertThat(box.askedRollback()).isEmpty();
    box.askRollback(Optional.empty());
    assertThat(box.askedRollback()).contains("previous");
  }

  @Test
  void whatIsNotConfirmedIsRememberedOverRestarts() {
    RuleSwitch.TakeBack order =
        new RuleSwitch.TakeBack(Instant.parse("2026-11-23T10:00:00.123456789Z"), 8, 7);

    new RuleSwitch(folder).takeBack(order);

    assertThat(new RuleSwitch(folder).unconfirmed()).contains(order);
    new RuleSwitch(folder).confirm();
    assertThat(new RuleSwitch(folder).unconfirmed()).isEmpty();
  }
}
