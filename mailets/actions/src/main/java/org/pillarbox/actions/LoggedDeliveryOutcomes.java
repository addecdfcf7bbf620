package org.pillarbox.actions;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line of key=value for each outcome, on the logger {@code org.pillarbox.delivery}. */
public final class LoggedDeliveryOutcomes implements DeliveryOutcomes {
  private static final Logger LOGGER = LoggerFactory.getLogger("org.pillarbox.delivery");

  @Override
  public void record(DeliveryOutcome outcome) {
    LOGGER.info(
        "id={} from={} to={} relay={} status={} delay={}ms reply=\"{}\"",
        outcome.mailId(),
        outcome.sender().asPrettyString(),
        outcome.recipient().asString(),
        outcome.relay(),
        outcome.status().name().toLowerCase(Locale.ROOT),
        outcome.delay().toMillis(),
        // The reply is the other side's text: a line break in it must not look like another log
        // line.
        outcome.reply().replaceAll("[\\p{Cntrl}\"]+", " ").strip());
  }
}
