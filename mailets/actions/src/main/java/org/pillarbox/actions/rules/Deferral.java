package org.pillarbox.actions.rules;

import java.time.Clock;
import java.util.concurrent.TimeoutException;
import javax.mail.MessagingException;
import org.pillarbox.actions.DeliveryProgress;
import org.pillarbox.actions.MailTrail;
import org.pillarbox.actions.Quarantine;

/**
 * Puts a mail off: it stays in the spool for these recipients, and the rules are asked again; when
 * it has become old it is held, as it must neither wait for ever nor be lost.
 */
record Deferral(Quarantine quarantine, DeliveryProgress progress, Clock clock) {
  Outcome putOff(Task task, String reason) throws MessagingException {
    if (MailTrail.age(task.mail(), clock).compareTo(task.places().giveUp()) >= 0) {
      return new Outcome.Ended(
          Held.once(
              quarantine,
              progress,
              task,
              Quarantine.Kind.HELD,
              "Put off for " + task.places().giveUp().toHours() + " hours: " + reason));
    }
    // The spool takes a timeout for something that is waited for, however long, and not for poison.
    MessagingException later = new MessagingException(reason, new TimeoutException(reason));
    task.recipients().forEach(recipient -> progress.failed(task.mail(), recipient, later));
    return new Outcome.PutOff(reason);
  }
}
