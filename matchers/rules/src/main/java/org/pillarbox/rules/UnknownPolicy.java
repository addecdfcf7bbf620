package org.pillarbox.rules;

/** What a rule does when its conditions can't be decided. */
public enum UnknownPolicy {
  /** As if it did not match. */
  NO_MATCH,
  /** As if it did. */
  MATCH,
  /** The message is put off with 4xx; after acceptance it waits and is tried again. */
  DEFER
}
