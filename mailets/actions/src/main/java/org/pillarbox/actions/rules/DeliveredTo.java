package org.pillarbox.actions.rules;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.pillarbox.actions.mime.Changes;
import org.pillarbox.actions.mime.Rewriting;

/** The Delivered-To fields of a message: where it has been. */
public final class DeliveredTo {
  private static final String FIELD = "Delivered-To";

  private DeliveredTo() {}

  /** The addresses; what is none is left out. */
  public static Set<MailAddress> of(Mail mail) throws MessagingException {
    Set<MailAddress> been = new LinkedHashSet<>();
    String[] values = Optional.ofNullable(mail.getMessage().getHeader(FIELD)).orElse(new String[0]);
    Arrays.stream(values).map(DeliveredTo::address).flatMap(Optional::stream).forEach(been::add);
    return been;
  }

  private static Optional<MailAddress> address(String value) {
    try {
      return Optional.of(new MailAddress(value.strip()));
    } catch (AddressException notOurs) {
      return Optional.empty();
    }
  }

  /** Puts the fields before the message, which stays byte for byte. */
  public static void mark(Mail mail, List<MailAddress> recipients) throws MessagingException {
    Changes changes = new Changes();
    recipients.forEach(
        recipient -> changes.insert(0, FIELD + ": " + recipient.asString() + "\r\n"));
    Rewriting.write(mail, Rewriting.bytes(mail), changes);
  }
}
