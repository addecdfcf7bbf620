package org.pillarbox.rules;

/** Whether a rule bites. */
public enum State {
  /** It is not asked. */
  OFF,
  /** It is asked, and what it would do is noted; nothing is done. */
  AUDIT,
  /** It is asked and done. */
  ON
}
