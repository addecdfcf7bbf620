package org.pillarbox.search;

/**
 * How often the store of mailboxes has failed.
 *
 * <p>A change that fails half way may be in the mailbox without this room having been told of it.
 */
public interface StoreFailures {
  /** How many statements have failed since the start; never smaller than before. */
  long count();
}
