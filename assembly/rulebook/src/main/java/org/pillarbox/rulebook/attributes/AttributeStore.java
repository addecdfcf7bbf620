package org.pillarbox.rulebook.attributes;

import org.apache.james.core.Username;
import org.pillarbox.rulebook.versions.RuleStoreException;

/**
 * Where what is said of users is kept. Each call waits for the store, for a few seconds at most.
 */
public interface AttributeStore {
  /**
   * What is said of a user; nothing of those who are not known.
   *
   * @throws RuleStoreException when the store does not answer
   */
  UserAttributes of(Username user);

  /**
   * Says this, in place of what was said before.
   *
   * @throws RuleStoreException when the store does not answer
   */
  void put(Username user, UserAttributes attributes);
}
