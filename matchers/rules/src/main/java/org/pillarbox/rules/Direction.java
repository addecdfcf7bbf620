package org.pillarbox.rules;

import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Envelope;

/** Which mail a rule is for, by where it starts and where the recipient is. */
public enum Direction {
  /** All of it. */
  ANY,
  /** From elsewhere to one of our addresses. */
  IN,
  /** To an address that is not ours. */
  OUT,
  /** From one of our users to one of our addresses. */
  INSIDE;

  /** Whether this recipient's copy goes that way; known at RCPT. */
  public Answer answer(Envelope envelope) {
    return switch (this) {
      case ANY -> Answer.YES;
      case IN ->
          Answer.of(!envelope.origin().fromInside())
              .and(envelope.recipient().local().answer(Answer::of));
      case OUT -> envelope.recipient().local().answer(Answer::of).not();
      case INSIDE ->
          Answer.of(envelope.origin().fromInside())
              .and(envelope.recipient().local().answer(Answer::of));
    };
  }
}
