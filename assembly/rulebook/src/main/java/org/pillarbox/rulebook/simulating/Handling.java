package org.pillarbox.rulebook.simulating;

import java.util.List;
import java.util.stream.Collectors;
import org.pillarbox.rules.Decision;
import org.pillarbox.rules.Due;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.describe.Described;

/**
 * What becomes of one copy. Equal where the sender is told the same and the same is done, whichever
 * rules say so.
 */
sealed interface Handling {
  /** It is refused. */
  record Refused(Refuse reply) implements Handling {}

  /** It is put off. */
  record Deferred() implements Handling {}

  /**
   * It is taken.
   *
   * @param actions what is done to it
   * @param otherwise what is done where an action may not touch it
   */
  record Taken(List<Action> actions, List<Action> otherwise) implements Handling {}

  /** What a verdict leads to. */
  static Handling of(Verdict verdict) {
    if (verdict.decision() instanceof Decision.Refused refused) {
      return new Refused(refused.reply());
    }
    return verdict.decision() instanceof Decision.Deferred
        ? new Deferred()
        : new Taken(
            verdict.actions().stream().map(Due::action).toList(),
            verdict.actions().stream().flatMap(due -> due.otherwise().stream()).toList());
  }

  /** The same in one line, with the rules that say so. */
  static String line(Verdict verdict) {
    if (verdict.decision() instanceof Decision.Refused refused) {
      return cut(
          "refused by %s: %d %s %s"
              .formatted(
                  refused.rule(),
                  refused.reply().code(),
                  refused.reply().enhanced(),
                  refused.reply().text()));
    }
    if (verdict.decision() instanceof Decision.Deferred deferred) {
      return cut("put off by " + deferred.rule() + ": " + deferred.reason());
    }
    return verdict.actions().isEmpty()
        ? "delivered"
        : cut(
            verdict.actions().stream()
                .map(due -> name(due.action()) + " by " + due.rule())
                .collect(Collectors.joining(", ")));
  }

  private static String name(Action action) {
    Described described = action.getClass().getAnnotation(Described.class);
    return described == null ? action.getClass().getSimpleName() : described.name();
  }

  /** Room for a few actions; a line is for people. */
  private static String cut(String line) {
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }
}
