package org.pillarbox.actions.rules;

import javax.inject.Inject;
import javax.mail.MessagingException;
import org.pillarbox.actions.DeliveryProgress;
import org.pillarbox.actions.Quarantine;
import org.pillarbox.rules.action.Discard;

/**
 * Drops the mail without a word: into quarantine, out of the digests, for a short time, so that a
 * wrong rule costs no mail.
 *
 * <p>No parameters.
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.DiscardQuietly">
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class DiscardQuietly extends ActionMailet<Discard> {
  private final Quarantine quarantine;
  private final DeliveryProgress progress;

  @Inject
  public DiscardQuietly(Quarantine quarantine, DeliveryProgress progress) {
    super(Discard.class);
    this.quarantine = quarantine;
    this.progress = progress;
  }

  @Override
  public Outcome carryOut(Discard wanted, Task task) throws MessagingException {
    return new Outcome.Ended(
        Held.once(quarantine, progress, task, Quarantine.Kind.DISCARDED, "Discarded by a rule"));
  }

  @Override
  boolean holdsBack() {
    return true;
  }
}
