package org.pillarbox.conditions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;

/**
 * Matches recipients in a domain of ours. When the store does not answer it fails, so that the mail
 * waits.
 */
public final class ToLocalDomain extends GenericMatcher {
  private final DomainList domains;

  @Inject
  public ToLocalDomain(DomainList domains) {
    this.domains = domains;
  }

  @Override
  public Collection<MailAddress> match(Mail mail) throws MessagingException {
    List<MailAddress> matched = new ArrayList<>();
    for (MailAddress recipient : mail.getRecipients()) {
      try {
        if (domains.containsDomain(recipient.getDomain())) {
          matched.add(recipient);
        }
      } catch (DomainListException e) {
        throw new MessagingException(
            "Whether " + recipient.asString() + " is ours is not known now", e);
      }
    }
    return matched;
  }
}
