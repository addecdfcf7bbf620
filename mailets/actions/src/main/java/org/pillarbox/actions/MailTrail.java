package org.pillarbox.actions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/**
 * What stays with a mail on its way through copies and queues: the id that the client was told with
 * 250 (copies get names of their own) and when it came.
 */
public final class MailTrail {
  /** The name of the mail as it was accepted. */
  public static final AttributeName ID = AttributeName.of("pillarbox.id");

  /** Epoch milliseconds of acceptance. */
  public static final AttributeName ARRIVED = AttributeName.of("pillarbox.arrived");

  private MailTrail() {}

  /** Notes id and time on a mail that has none yet. */
  public static void begin(Mail mail, Instant arrived) {
    if (mail.getAttribute(ID).isEmpty()) {
      mail.setAttribute(new Attribute(ID, AttributeValue.of(mail.getName())));
    }
    if (mail.getAttribute(ARRIVED).isEmpty()) {
      mail.setAttribute(new Attribute(ARRIVED, AttributeValue.of(arrived.toEpochMilli())));
    }
  }

  /** The id in our 250, in Received, in the log and in the DSN. */
  public static String id(Mail mail) {
    return AttributeUtils.getValueAndCastFromMail(mail, ID, String.class).orElse(mail.getName());
  }

  /** How long ago the mail was accepted; zero when that is not known. */
  public static Duration age(Mail mail, Clock clock) {
    return AttributeUtils.getValueAndCastFromMail(mail, ARRIVED, Long.class)
        .map(arrived -> Duration.ofMillis(Math.max(0, clock.millis() - arrived)))
        .orElse(Duration.ZERO);
  }
}
