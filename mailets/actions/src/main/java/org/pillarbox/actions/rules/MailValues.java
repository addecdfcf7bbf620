package org.pillarbox.actions.rules;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.mail.Address;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;

/** What can be filled into a text: all of it comes from outside and is to be escaped. */
record MailValues(SenderAttributes attributes, Clock clock) {
  Map<String, String> of(Task task) throws MessagingException {
    Map<String, String> values = new HashMap<>();
    Optional<InternetAddress> author = author(task.mail());
    Optional<MailAddress> address =
        author.flatMap(MailValues::mailAddress).or(() -> task.mail().getMaybeSender().asOptional());
    values.put(
        "sender.name",
        author
            .map(InternetAddress::getPersonal)
            .orElse(address.map(MailAddress::asString).orElse("")));
    values.put("sender.address", address.map(MailAddress::asString).orElse(""));
    values.put("sender.domain", address.map(from -> from.getDomain().asString()).orElse(""));
    values.put(
        "recipient.address",
        task.recipients().stream().map(MailAddress::asString).collect(Collectors.joining(", ")));
    values.put("date", DateTimeFormatter.ISO_LOCAL_DATE.format(LocalDate.now(clock)));
    if (address.isPresent() && LoggedIn.user(task.mail()).isPresent()) {
      // The directory knows better what people are called than their programs do. Of strangers it
      // says nothing, whoever they say they are.
      attributes.of(address.get()).forEach((name, value) -> values.put("sender." + name, value));
    }
    return values;
  }

  private static Optional<InternetAddress> author(Mail mail) throws MessagingException {
    try {
      Address[] from = mail.getMessage().getFrom();
      return from != null && from.length > 0 && from[0] instanceof InternetAddress first
          ? Optional.of(first)
          : Optional.empty();
    } catch (AddressException notWritten) {
      return Optional.empty();
    }
  }

  private static Optional<MailAddress> mailAddress(InternetAddress address) {
    try {
      return Optional.of(new MailAddress(address));
    } catch (AddressException notWritten) {
      return Optional.empty();
    }
  }
}
