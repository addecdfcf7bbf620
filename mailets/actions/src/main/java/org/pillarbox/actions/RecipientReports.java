package org.pillarbox.actions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.mail.internet.AddressException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/** Reports about recipients as they travel with a mail to the processor that tells the sender. */
public final class RecipientReports {
  private static final AttributeName REPORTS = AttributeName.of("pillarbox.reports");
  private static final int MAX_REPLY = 2_000;

  private RecipientReports() {}

  /** Puts the reports on the mail, in place of earlier ones. */
  public static void attach(Mail mail, Collection<RecipientReport> reports) {
    List<AttributeValue<?>> values = new ArrayList<>();
    for (RecipientReport report : reports) {
      values.add(
          AttributeValue.of(
              String.join(
                  "\t",
                  report.recipient().asString(),
                  report.status(),
                  report.server().orElse(""),
                  bounded(report.reply()))));
    }
    mail.setAttribute(new Attribute(REPORTS, AttributeValue.of(values)));
  }

  /** The report for each recipient that has one. */
  public static Map<MailAddress, RecipientReport> of(Mail mail) {
    return AttributeUtils.getValueAndCastFromMail(mail, REPORTS, Collection.class).stream()
        .flatMap(values -> ((Collection<?>) values).stream())
        .filter(AttributeValue.class::isInstance)
        .map(value -> parse(String.valueOf(((AttributeValue<?>) value).value())))
        .flatMap(Optional::stream)
        .collect(Collectors.toMap(RecipientReport::recipient, report -> report, (a, b) -> b));
  }

  private static Optional<RecipientReport> parse(String line) {
    String[] parts = line.split("\t", 4);
    if (parts.length < 4) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new RecipientReport(
              new MailAddress(parts[0]),
              parts[1],
              parts[3],
              Optional.of(parts[2]).filter(server -> !server.isEmpty())));
    } catch (AddressException notOurs) {
      return Optional.empty();
    }
  }

  private static String bounded(String reply) {
    String line = reply.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > MAX_REPLY ? line.substring(0, MAX_REPLY) : line;
  }
}
