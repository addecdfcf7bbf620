package org.pillarbox.protection.sendas;

import java.util.Set;
import org.apache.james.core.Username;

/**
 * Who may send as whom beyond their own addresses: the port behind {@code user send-as} and {@code
 * /users/{user}/send-as/{address}}.
 *
 * <p>A grant is per user and says one address or a whole domain ({@link SendAsGrant}). It is read
 * at MAIL and DATA of every submission, so an adapter answers within a few seconds or throws {@link
 * SendAsStoreException}; the SMTP dialogue then answers 451, never a guess.
 */
public interface SendAsGrants {
  /** All grants of the user, empty when there are none; an unknown user has none. */
  Set<SendAsGrant> granted(Username user);

  /** Adds a grant; adding it twice is no error. */
  void add(Username user, SendAsGrant grant);

  /** Takes a grant back; one that is not there is no error. */
  void remove(Username user, SendAsGrant grant);

  /** Takes all grants of the user back, as when the user is removed. */
  void removeAll(Username user);
}
