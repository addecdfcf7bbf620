package org.pillarbox.rules;

import java.util.List;
import java.util.Optional;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.action.Stop;

/**
 * One rule.
 *
 * @param id short and unique in its set: lower-case letters, digits, {@code -}, {@code _} and
 *     {@code .}
 * @param name what people call it
 * @param state whether it bites
 * @param direction which mail it is for
 * @param when its conditions
 * @param then what it does, in this order
 * @param otherwise what it does in place of actions that may not touch the message (signed,
 *     encrypted, calendar, report)
 * @param stop whether no later rule is asked once it matched
 * @param unknown what it does when its conditions can't be decided
 * @param validity when it counts
 * @param pilot a group for whose members alone it is on; for others it is in audit
 * @param tests messages that it must judge right
 */
public record Rule(
    String id,
    String name,
    State state,
    Direction direction,
    Node when,
    List<Action> then,
    List<Action> otherwise,
    boolean stop,
    UnknownPolicy unknown,
    Validity validity,
    Optional<String> pilot,
    List<RuleTest> tests) {
  /** Characters of an id. */
  public static final int MAXIMUM_ID = 100;

  /** Characters of a name. */
  public static final int MAXIMUM_NAME = 200;

  /** Actions, and tests, of one rule. */
  public static final int MAXIMUM_ACTIONS = 50;

  public Rule {
    then = List.copyOf(then);
    otherwise = List.copyOf(otherwise);
    tests = List.copyOf(tests);
    if (!isId(id)) {
      throw new IllegalArgumentException(
          "id '%s': 1 to %d lower-case letters, digits, '-', '_' and '.' are expected"
              .formatted(id.substring(0, Math.min(id.length(), MAXIMUM_ID)), MAXIMUM_ID));
    }
    if (name.length() > MAXIMUM_NAME) {
      throw new IllegalArgumentException(
          "name: %d characters, at most %d are allowed".formatted(name.length(), MAXIMUM_NAME));
    }
    bounded("then", then.size());
    bounded("else", otherwise.size());
    bounded("tests", tests.size());
    if (when.depth() > Node.MAXIMUM_DEPTH) {
      throw new IllegalArgumentException(
          "when: %d levels, at most %d are allowed".formatted(when.depth(), Node.MAXIMUM_DEPTH));
    }
    if (when.conditions().count() > Node.MAXIMUM_CONDITIONS) {
      throw new IllegalArgumentException(
          "when: %d conditions, at most %d are allowed"
              .formatted(when.conditions().count(), Node.MAXIMUM_CONDITIONS));
    }
  }

  /** A rule that is on, for all mail, at all times. */
  public static Rule on(String id, Node when, Action... then) {
    return new Rule(
        id,
        id,
        State.ON,
        Direction.ANY,
        when,
        List.of(then),
        List.of(),
        false,
        UnknownPolicy.NO_MATCH,
        Validity.always(),
        Optional.empty(),
        List.of());
  }

  /** The same in another state. */
  public Rule with(State other) {
    return new Rule(
        id, name, other, direction, when, then, otherwise, stop, unknown, validity, pilot, tests);
  }

  /** The same for other mail. */
  public Rule with(Direction other) {
    return new Rule(
        id, name, state, other, when, then, otherwise, stop, unknown, validity, pilot, tests);
  }

  /** The same with another policy. */
  public Rule with(UnknownPolicy other) {
    return new Rule(
        id, name, state, direction, when, then, otherwise, stop, other, validity, pilot, tests);
  }

  /** The same, at other times. */
  public Rule with(Validity other) {
    return new Rule(
        id, name, state, direction, when, then, otherwise, stop, unknown, other, pilot, tests);
  }

  /** The same, stopping. */
  public Rule stopping() {
    return new Rule(
        id, name, state, direction, when, then, otherwise, true, unknown, validity, pilot, tests);
  }

  /** The same, on for members of this group alone. */
  public Rule pilotedBy(String group) {
    return new Rule(
        id,
        name,
        state,
        direction,
        when,
        then,
        otherwise,
        stop,
        unknown,
        validity,
        Optional.of(group),
        tests);
  }

  /** The same with this in place of actions that may not touch the message. */
  public Rule otherwise(Action... actions) {
    return new Rule(
        id,
        name,
        state,
        direction,
        when,
        then,
        List.of(actions),
        stop,
        unknown,
        validity,
        pilot,
        tests);
  }

  /** Whether no later rule is asked once it matched. */
  public boolean stops() {
    return stop || then.stream().anyMatch(Stop.class::isInstance);
  }

  private static boolean isId(String id) {
    return !id.isEmpty()
        && id.length() <= MAXIMUM_ID
        && id.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= '0' && c <= '9')
                        || c == '-'
                        || c == '_'
                        || c == '.');
  }

  private static void bounded(String what, int size) {
    if (size > MAXIMUM_ACTIONS) {
      throw new IllegalArgumentException(
          "%s: %d, at most %d are allowed".formatted(what, size, MAXIMUM_ACTIONS));
    }
  }
}
