package org.pillarbox.actions.rules;

import java.time.Clock;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.pillarbox.actions.DeliveryProgress;
import org.pillarbox.actions.Quarantine;
import org.pillarbox.rules.action.LimitRate;
import org.pillarbox.rules.port.RateCounters;

/**
 * Puts a mail off while more was sent than this: it stays in the spool and comes again, until the
 * rate allows it; after {@code giveUpAfter} it is held in quarantine. Nothing is counted here:
 * counters advance once, at acceptance, so this mail is among those counted.
 *
 * <p>In the dialogue rules answer 4xx; this is for what came in without one.
 *
 * <p>Parameters: {@code by}, whose count, {@code user} (default), {@code sender} or {@code
 * network}; {@code of}, {@code messages} (default), {@code recipients} or {@code bytes}; {@code
 * over}, how long (default 1h); {@code most}, what passes; {@code giveUpAfter} (default 5 days).
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.HoldToRate">
 *   <by>user</by>
 *   <of>recipients</of>
 *   <over>1h</over>
 *   <most>200</most>
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class HoldToRate extends ActionMailet<LimitRate> {
  private final RateCounters counters;
  private final Quarantine quarantine;
  private final DeliveryProgress progress;
  private final Clock clock;

  @Inject
  public HoldToRate(
      RateCounters counters, Quarantine quarantine, DeliveryProgress progress, Clock clock) {
    super(LimitRate.class);
    this.counters = counters;
    this.quarantine = quarantine;
    this.progress = progress;
    this.clock = clock;
  }

  @Override
  public Outcome carryOut(LimitRate wanted, Task task) throws MessagingException {
    Optional<String> subject = LoggedIn.subject(task.mail(), wanted.by());
    if (subject.isEmpty()) {
      return new Outcome.NotNeeded("nobody whose count it could be");
    }
    Optional<Long> count = counters.count(wanted.key(), subject.get(), clock.instant()).value();
    if (count.isPresent() && count.get() <= wanted.most()) {
      return new Outcome.NotNeeded(count.get() + " of " + wanted.most());
    }
    String reason = count.map(n -> n + " of " + wanted.most()).orElse("the count is not known now");
    return new Deferral(quarantine, progress, clock)
        .putOff(task, "More than may be sent: " + reason);
  }

  @Override
  boolean holdsBack() {
    return true;
  }
}
