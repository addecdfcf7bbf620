package org.pillarbox.conditions;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;

/**
 * Matches recipients for whom the message bears a Delivered-To field: it was here before and runs
 * in a circle.
 */
public final class DeliveredBefore extends GenericMatcher {
  @Override
  public Collection<MailAddress> match(Mail mail) throws MessagingException {
    List<String> seen =
        Arrays.stream(
                Optional.ofNullable(mail.getMessage().getHeader("Delivered-To"))
                    .orElse(new String[0]))
            .map(String::strip)
            .toList();
    return mail.getRecipients().stream()
        .filter(recipient -> seen.stream().anyMatch(recipient.asString()::equalsIgnoreCase))
        .toList();
  }
}
