package org.pillarbox.rulebook.simulating;

import java.time.Instant;
import java.util.List;
import org.pillarbox.rules.Explanation;
import org.pillarbox.rules.facts.Answer;

/**
 * What a simulation has found so far.
 *
 * @param messages looked at
 * @param copies looked at: one for each recipient of each message
 * @param complete whether all that was asked for has been looked at
 * @param ended why it ended before; empty if it is complete or still goes on
 * @param oldest time of the oldest copy that was looked at; the epoch if there was none
 * @param rules those that matched or could not be decided at least once, in the set's order
 * @param rulesLeftOut more such rules, for which there is no room here
 * @param different copies that the draft would handle otherwise than the live rules
 * @param differences the newest of them
 */
public record Report(
    long messages,
    long copies,
    boolean complete,
    String ended,
    Instant oldest,
    List<OfRule> rules,
    int rulesLeftOut,
    long different,
    List<Difference> differences) {
  public Report {
    rules = List.copyOf(rules);
    differences = List.copyOf(differences);
  }

  /** Before anything was looked at. */
  public static Report none() {
    return new Report(0, 0, false, "", Instant.EPOCH, List.of(), 0, 0, List.of());
  }

  /**
   * One rule of the draft.
   *
   * @param rule its id
   * @param matched copies that its conditions match
   * @param unknown copies for which they can't be decided
   * @param acted copies on which it would have acted
   * @param audited copies on which it would have, were it on
   * @param samples the newest copies that it matched
   * @param unknowns the newest copies for which it could not be decided
   */
  public record OfRule(
      String rule,
      long matched,
      long unknown,
      long acted,
      long audited,
      List<Sample> samples,
      List<Sample> unknowns) {
    public OfRule {
      samples = List.copyOf(samples);
      unknowns = List.copyOf(unknowns);
    }
  }

  /**
   * One copy.
   *
   * @param id to ask for its explanation with
   * @param recipient as given with RCPT
   * @param at when it came
   * @param answer what the rule's conditions say
   * @param handling what would become of it
   * @param conditions each condition with the value that it looked at
   */
  public record Sample(
      String id,
      String recipient,
      Instant at,
      Answer answer,
      String handling,
      Explanation.OfNode conditions) {}

  /**
   * One copy that would be handled otherwise.
   *
   * @param id to ask for its explanation with
   * @param sender its envelope sender; empty for {@code <>}
   * @param recipient as given with RCPT
   * @param at when it came
   * @param live what the live rules make of it
   * @param draft what the draft would
   */
  public record Difference(
      String id, String sender, String recipient, Instant at, String live, String draft) {}
}
