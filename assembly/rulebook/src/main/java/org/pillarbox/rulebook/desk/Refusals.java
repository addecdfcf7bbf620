package org.pillarbox.rulebook.desk;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.pillarbox.rulebook.explaining.PastMail;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Party;

/**
 * Whom a rule turned away in the dialogue. What was refused can't be released: its sender was told,
 * and there is nothing here but what rules knew of it.
 */
public final class Refusals {
  /** Copies that are looked at, refused or not, the newest first. */
  static final int MOST_READ = 20_000;

  /** Refusals that are told. */
  static final int MOST_TOLD = 1_000;

  private final PastMail past;
  private final Clock clock;

  @Inject
  public Refusals(PastMail past, Clock clock) {
    this.past = past;
    this.clock = clock;
  }

  /**
   * One refused recipient.
   *
   * @param id to ask for its explanation with
   * @param at when
   * @param moment {@code rcpt} or {@code data}
   * @param sender of the envelope; empty for {@code <>}
   * @param recipient as given
   * @param decision what was answered, in words
   */
  public record Refusal(
      String id, Instant at, String moment, String sender, String recipient, String decision) {}

  /**
   * What was found.
   *
   * @param all newest first
   * @param complete whether all that is kept since then was looked at
   */
  public record Found(List<Refusal> all, boolean complete) {
    public Found {
      all = List.copyOf(all);
    }
  }

  /**
   * What the rule refused since then, as far as facts are kept.
   *
   * @throws org.pillarbox.rulebook.versions.RuleStoreException when the store does not answer
   */
  public Found of(String rule, Instant since) {
    List<Refusal> all = new ArrayList<>();
    int[] read = new int[1];
    past.newest(
        new PastMail.Selection(
            Optional.empty(), Optional.empty(), since, clock.instant(), MOST_READ),
        copy -> {
          read[0]++;
          if (copy.kept().isRefusedBy(rule)) {
            all.add(refusal(copy));
          }
          return all.size() < MOST_TOLD;
        });
    return new Found(all, read[0] < MOST_READ && all.size() < MOST_TOLD);
  }

  private static Refusal refusal(PastMail.Copy copy) {
    return new Refusal(
        copy.id(),
        copy.kept().at(),
        copy.kept().stage(),
        copy.kept()
            .facts()
            .envelope()
            .sender()
            .value()
            .map(Party::address)
            .map(Address::toString)
            .orElse(""),
        copy.kept().recipient(),
        copy.kept().decision());
  }
}
