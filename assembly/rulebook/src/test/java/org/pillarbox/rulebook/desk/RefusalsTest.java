package org.pillarbox.rulebook.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.pillarbox.rulebook.explaining.KeptFacts;
import org.pillarbox.rulebook.explaining.PastMail;
import org.pillarbox.rules.Decision;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.testing.SomeFacts;

class RefusalsTest {
  private static final Instant NOW = SomeFacts.AT.plusSeconds(60);
  private static final Decision PASS = new Decision.Pass();

  private final List<PastMail.Copy> kept = new ArrayList<>();
  private final List<PastMail.Selection> asked = new ArrayList<>();
  private final Refusals refusals = new Refusals(new Mail(), Clock.fixed(NOW, ZoneOffset.UTC));

  private final class Mail implements PastMail {
    @Override
    public void newest(Selection selection, Predicate<Copy> reader) {
      asked.add(selection);
      for (int i = 0; i < Math.min(selection.limit(), kept.size()); i++) {
        if (!reader.test(kept.get(i))) {
          return;
        }
      }
    }
  }

  private void came(String id, String stage, Decision decision) {
    kept.add(
        new PastMail.Copy(
            id,
            new KeptFacts.Kept(
                "bob@ours.test",
                SomeFacts.AT,
                3,
                stage,
                decision.show(),
                SomeFacts.mail().atRcpt())));
  }

  private static Decision refused(String rule) {
    return new Decision.Refused(rule, Refuse.because("Not: here"));
  }

  @Test
  void whatTheRuleRefusedInTheDialogueIsTold() {
    came("rcpt-1", "rcpt", refused("no-macros"));
    came("Mail2", "data", refused("no-macros"));
    came("rcpt-3", "rcpt", refused("no-macros-2"));
    came("Mail4", "accepted", refused("no-macros"));
    came("Mail5", "accepted", PASS);

    Refusals.Found found = refusals.of("no-macros", SomeFacts.AT.minusSeconds(60));

    assertThat(found.complete()).isTrue();
    assertThat(found.all()).extracting(Refusals.Refusal::id).containsExactly("rcpt-1", "Mail2");
    assertThat(found.all().get(0))
        .isEqualTo(
            new Refusals.Refusal(
                "rcpt-1",
                SomeFacts.AT,
                "rcpt",
                "ada@example.com",
                "bob@ours.test",
                "refused by rule no-macros: 550 5.7.1 Not: here"));
    assertThat(asked)
        .singleElement()
        .satisfies(one -> assertThat(one.since()).isEqualTo(SomeFacts.AT.minusSeconds(60)))
        .satisfies(one -> assertThat(one.until()).isEqualTo(NOW));
  }

  @Test
  void moreThanIsToldIsSaidToBeMore() {
    for (int i = 0; i <= Refusals.MOST_TOLD; i++) {
      came("rcpt-" + i, "rcpt", refused("no-macros"));
    }

    Refusals.Found found = refusals.of("no-macros", SomeFacts.AT);

    assertThat(found.all()).hasSize(Refusals.MOST_TOLD);
    assertThat(found.complete()).isFalse();
  }

  @Test
  void moreThanIsLookedAtIsSaidToBeMore() {
    for (int i = 0; i < Refusals.MOST_READ; i++) {
      came("Mail" + i, "accepted", PASS);
    }

    assertThat(refusals.of("no-macros", SomeFacts.AT).complete()).isFalse();
  }
}
