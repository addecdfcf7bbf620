package org.pillarbox.rulebook.attributes;

import java.util.Map;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.pillarbox.actions.rules.SenderAttributes;
import org.pillarbox.rulebook.versions.RuleStoreException;

/** What is said of the user whose address stands in the header field From. */
public final class KeptAttributes implements SenderAttributes {
  private final AttributeStore store;
  private final UsersRepository users;

  @Inject
  public KeptAttributes(AttributeStore store, UsersRepository users) {
    this.store = store;
    this.users = users;
  }

  @Override
  public Map<String, String> of(MailAddress sender) throws MessagingException {
    try {
      Username user = users.getUsername(sender);
      return store.of(user).values();
    } catch (UsersRepositoryException | RuleStoreException e) {
      throw new MessagingException("What is said of " + sender.asString() + " is not known now", e);
    }
  }
}
