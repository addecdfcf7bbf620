package org.pillarbox.rules.facts;

import java.util.Optional;
import java.util.function.Function;

/**
 * One thing that a rule may ask about. Four states, because they decide differently: a value; known
 * not to be there; unknown, now and later (DNS failed, attachment unreadable); and not known yet,
 * because the dialogue has not come that far.
 *
 * @param <T> type of the value, immutable
 */
public sealed interface Fact<T> {
  /** A known value. */
  record Value<T>(T known) implements Fact<T> {}

  /** Known not to be there: the sender of a DSN, a header field that the message does not have. */
  record Absent<T>() implements Fact<T> {}

  /**
   * It could not be found out, and waiting will not help.
   *
   * @param reason why, for an administrator who reads an explanation
   */
  record Unknown<T>(String reason) implements Fact<T> {}

  /** It will be known at a later moment of the same message. */
  record Later<T>() implements Fact<T> {}

  /** A known value. */
  static <T> Fact<T> of(T value) {
    return new Value<>(value);
  }

  /** Known not to be there. */
  static <T> Fact<T> absent() {
    return new Absent<>();
  }

  /** Not to be found out, for this reason. */
  static <T> Fact<T> unknown(String reason) {
    return new Unknown<>(reason);
  }

  /** Not known yet. */
  static <T> Fact<T> later() {
    return new Later<>();
  }

  /** A value, or known not to be there. */
  static <T> Fact<T> ofOptional(Optional<T> value) {
    return value.<Fact<T>>map(Value::new).orElseGet(Absent::new);
  }

  /** The value if there is one; empty in the three other states. */
  default Optional<T> value() {
    return this instanceof Value<T> here ? Optional.of(here.known()) : Optional.empty();
  }

  /** Whether it is a value or known to be absent: it will not change any more. */
  default boolean isKnown() {
    return this instanceof Value<T> || this instanceof Absent<T>;
  }

  /** What a condition says of it: absent is NO. */
  default Answer answer(Function<? super T, Answer> condition) {
    return answer(Answer.NO, condition);
  }

  /** What a condition says of it, with its own answer for absent. */
  default Answer answer(Answer absent, Function<? super T, Answer> condition) {
    if (this instanceof Value<T> here) {
      return condition.apply(here.known());
    }
    if (this instanceof Absent<T>) {
      return absent;
    }
    return this instanceof Unknown<T> ? Answer.UNKNOWN : Answer.LATER;
  }

  /** Its value as text, or which of the other states it is in, for explanations. */
  default String show() {
    if (this instanceof Value<T> here) {
      return String.valueOf(here.known());
    }
    if (this instanceof Unknown<T> unknown) {
      return "unknown: " + unknown.reason();
    }
    return this instanceof Absent<T> ? "none" : "not known yet";
  }

  /** The same state, with another value. */
  default <R> Fact<R> map(Function<? super T, ? extends R> change) {
    return flatMap(value -> new Value<>(change.apply(value)));
  }

  /** The same state, or what is made of the value. */
  default <R> Fact<R> flatMap(Function<? super T, Fact<R>> change) {
    if (this instanceof Value<T> here) {
      return change.apply(here.known());
    }
    if (this instanceof Unknown<T> unknown) {
      return new Unknown<>(unknown.reason());
    }
    return this instanceof Absent<T> ? new Absent<>() : new Later<>();
  }
}
