package org.pillarbox.webadmin;

/** The search index, as far as an admin may have it made anew: bound by the composition. */
@FunctionalInterface
public interface SearchIndex {
  /**
   * Makes it anew from the mailboxes; returns when it answers, after minutes or hours. Searches go
   * on meanwhile.
   *
   * @throws IllegalStateException if it is being made anew already
   */
  Rebuilt rebuild();

  /**
   * What was done.
   *
   * @param messages that were read for it
   * @param failed those of them that could not be read; they are not in it
   */
  record Rebuilt(long messages, long failed) {}
}
