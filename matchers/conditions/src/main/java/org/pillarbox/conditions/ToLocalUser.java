package org.pillarbox.conditions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;

/**
 * Matches recipients that have a mailbox here. When the store does not answer it fails, so that the
 * mail waits; James' own RecipientIsLocal would say no, and the mail would be refused.
 */
public final class ToLocalUser extends GenericMatcher {
  private final UsersRepository users;
  private final DomainList domains;

  @Inject
  public ToLocalUser(UsersRepository users, DomainList domains) {
    this.users = users;
    this.domains = domains;
  }

  @Override
  public Collection<MailAddress> match(Mail mail) throws MessagingException {
    List<MailAddress> matched = new ArrayList<>();
    for (MailAddress recipient : mail.getRecipients()) {
      if (isLocal(recipient)) {
        matched.add(recipient);
      }
    }
    return matched;
  }

  private boolean isLocal(MailAddress recipient) throws MessagingException {
    try {
      return domains.containsDomain(recipient.getDomain())
          && users.contains(users.getUsername(recipient));
    } catch (DomainListException | UsersRepositoryException e) {
      throw new MessagingException(
          "Whether " + recipient.asString() + " is ours is not known now", e);
    }
  }
}
