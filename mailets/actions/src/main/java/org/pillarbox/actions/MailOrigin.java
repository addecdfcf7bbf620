package org.pillarbox.actions;

import java.util.Arrays;
import java.util.Optional;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.pillarbox.rules.facts.Origin;

/**
 * Which way a mail came in, as it travels with the mail. Attributes come from inside only, so no
 * client can claim to be us.
 */
public final class MailOrigin {
  /** Name of an {@link Origin}. */
  public static final AttributeName ORIGIN = AttributeName.of("pillarbox.origin");

  private MailOrigin() {}

  /** Notes where it comes from, in place of what was noted before. */
  public static void set(Mail mail, Origin origin) {
    mail.setAttribute(new Attribute(ORIGIN, AttributeValue.of(origin.name())));
  }

  /** What was noted; empty for what came in through a door that notes nothing. */
  public static Optional<Origin> of(Mail mail) {
    return AttributeUtils.getValueAndCastFromMail(mail, ORIGIN, String.class)
        .flatMap(
            name -> Arrays.stream(Origin.values()).filter(o -> o.name().equals(name)).findFirst());
  }

  /** Whether the appliance made it: DSN, notice, digest, self-test. */
  public static boolean isOurs(Mail mail) {
    return of(mail).filter(Origin.SYSTEM::equals).isPresent();
  }
}
