package org.pillarbox.rules;

/** What became of a rule for one recipient. */
public enum Effect {
  /** It did not match. */
  NONE,
  /** It matched, and its actions count. */
  APPLIED,
  /** It would have; it is in audit, or the recipient is outside its pilot group. */
  AUDITED,
  /** It matched, but an earlier rule had exempted this recipient from it. */
  EXEMPTED,
  /** Its conditions can't be decided, and it says that the message has to wait. */
  DEFERRED,
  /** It depends on what is known later. */
  WAITING
}
