package org.pillarbox.actions;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/**
 * For which RCPT address a recipient stands after expansion, as it travels with the mail: rules ask
 * for both.
 */
public final class GivenRecipients {
  private static final AttributeName GIVEN = AttributeName.of("pillarbox.given-recipients");

  private GivenRecipients() {}

  /** Notes it, in place of what an earlier expansion has noted. */
  static void note(Mail mail, Map<MailAddress, MailAddress> givenByExpanded) {
    String lines =
        givenByExpanded.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(entry.getValue()))
            .map(entry -> entry.getKey().asString() + "\t" + entry.getValue().asString())
            .collect(Collectors.joining("\n"));
    // Also without a line: it says that the recipients are those to whom it is delivered.
    mail.setAttribute(new Attribute(GIVEN, AttributeValue.of(lines)));
  }

  /** The RCPT address of each recipient that was not given itself. */
  public static Map<String, String> of(Mail mail) {
    Map<String, String> given = new HashMap<>();
    Optional<String> lines = AttributeUtils.getValueAndCastFromMail(mail, GIVEN, String.class);
    lines.stream()
        .flatMap(String::lines)
        .map(line -> line.split("\t", 2))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> given.put(parts[0], parts[1]));
    return given;
  }
}
