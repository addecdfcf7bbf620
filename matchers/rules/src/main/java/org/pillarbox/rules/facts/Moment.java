package org.pillarbox.rules.facts;

/** When something can be known or done, in the order of a dialogue. */
public enum Moment {
  /** At RCPT: envelope, client, login. That recipient alone can get 550. */
  RCPT,
  /** After the message arrived, before scanning: structure, text, authentication results. */
  DATA,
  /** After scanning, before 250: spam score, virus verdict. */
  SCANNED,
  /** After 250, and after aliases, groups and forwards were expanded. */
  ACCEPTED;

  /** The later of the two. */
  public Moment latest(Moment other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
