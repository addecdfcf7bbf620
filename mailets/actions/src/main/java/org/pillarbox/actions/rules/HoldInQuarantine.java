package org.pillarbox.actions.rules;

import javax.inject.Inject;
import javax.mail.MessagingException;
import org.pillarbox.actions.DeliveryProgress;
import org.pillarbox.actions.Quarantine;

/**
 * Holds the mail where admins, and its recipients, can look at it and release it.
 *
 * <p>Parameters: {@code reason}, as the recipient may read it; {@code digest}, whether the
 * recipient's digest names it (default true).
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.HoldInQuarantine">
 *   <reason>Document with macros</reason>
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class HoldInQuarantine extends ActionMailet<org.pillarbox.rules.action.Quarantine> {
  private final Quarantine quarantine;
  private final DeliveryProgress progress;

  @Inject
  public HoldInQuarantine(Quarantine quarantine, DeliveryProgress progress) {
    super(org.pillarbox.rules.action.Quarantine.class);
    this.quarantine = quarantine;
    this.progress = progress;
  }

  @Override
  public Outcome carryOut(org.pillarbox.rules.action.Quarantine wanted, Task task)
      throws MessagingException {
    Quarantine.Kind kind = wanted.digest() ? Quarantine.Kind.HELD : Quarantine.Kind.HELD_QUIETLY;
    return new Outcome.Ended(Held.once(quarantine, progress, task, kind, wanted.reason()));
  }

  @Override
  boolean holdsBack() {
    return true;
  }
}
