package org.pillarbox.actions.rules;

/** What came of one action. */
public sealed interface Outcome {
  /** For people: what was done, or why not. */
  String detail();

  /** Done, and the mail goes on. */
  record Done(String detail) implements Outcome {}

  /** Done, and the mail is elsewhere now: it does not go on to its recipients from here. */
  record Ended(String detail) implements Outcome {}

  /** Not now: the mail stays in the spool for its recipients, and comes again. */
  record PutOff(String detail) implements Outcome {}

  /** Nothing was to be done: it stands there already, or would run in a circle. */
  record NotNeeded(String detail) implements Outcome {}

  /** The message is signed, sealed or for a program: it was not touched, and the else is due. */
  record LeftAlone(String detail) implements Outcome {}
}
