package org.pillarbox.rules.action;

/** What of a message an action changes. */
public enum Touch {
  /** Nothing: where it goes, or what else happens. */
  NOTHING,
  /** Header fields, which signed messages bear. */
  HEADER,
  /** The body: signed and structured messages are left alone, and the rule's else is done. */
  BODY
}
