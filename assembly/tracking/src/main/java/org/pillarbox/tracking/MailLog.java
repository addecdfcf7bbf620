package org.pillarbox.tracking;

import java.util.Locale;
import org.pillarbox.actions.DeliveryOutcome;
import org.pillarbox.actions.DeliveryOutcomes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line per recipient and outcome on the logger {@code org.pillarbox.mail}, with the fields id,
 * from, to, relay, status, delay (milliseconds) and reply. The id is the one that the client was
 * told with 250. The fields are stable: scripts read them.
 */
public final class MailLog implements DeliveryOutcomes {
  private static final Logger LOGGER = LoggerFactory.getLogger("org.pillarbox.mail");

  @Override
  public void record(DeliveryOutcome outcome) {
    LOGGER
        .atInfo()
        .addKeyValue("id", outcome.mailId())
        .addKeyValue("from", "<" + outcome.sender().asString("") + ">")
        .addKeyValue("to", "<" + outcome.recipient().asString() + ">")
        .addKeyValue("relay", outcome.relay())
        .addKeyValue("status", outcome.status().name().toLowerCase(Locale.ROOT))
        .addKeyValue("delay", outcome.delay().toMillis())
        .addKeyValue("reply", outcome.reply())
        .log(word(outcome.status()));
  }

  private static String word(DeliveryOutcome.Status status) {
    return switch (status) {
      case DELIVERED, RELAYED -> "delivery";
      case DEFERRED -> "delivery put off";
      case FAILED -> "delivery failed";
    };
  }
}
