package org.pillarbox.rulebook.simulating;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.james.core.Username;

/** Mail that lies in folders. Reading changes nothing, not even what is seen. */
public interface StoredMessages {
  /**
   * Finds a user's folders.
   *
   * @param folder only this one; without it all but those for what the user writes
   * @throws IllegalArgumentException when there is no such user or folder
   * @throws org.pillarbox.rulebook.versions.RuleStoreException when the store does not answer
   */
  Folders of(Username user, Optional<String> folder);

  /** Folders that were found. */
  interface Folders {
    /**
     * Shows their messages, each folder's newest first, until the reader has seen enough, all is
     * shown or the thread is interrupted.
     *
     * @param reader says whether it wants another
     * @throws org.pillarbox.rulebook.versions.RuleStoreException when the store does not answer
     */
    void newest(Predicate<Stored> reader);
  }

  /**
   * One message.
   *
   * @param id for people: folder and number
   * @param at when it was put there
   * @param raw its bytes (RFC 5322), each a character of ISO 8859-1
   */
  record Stored(String id, Instant at, String raw) {}
}
