package org.pillarbox.actions.rules;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import javax.mail.MessagingException;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.mailet.Mail;
import org.pillarbox.actions.DeliveryProgress;
import org.pillarbox.actions.MailTrail;
import org.pillarbox.actions.Quarantine;

/**
 * Puts a mail off: a copy waits in the spool, and the rules are asked again; when the mail has
 * become old it is held, as it must neither wait for ever nor be lost.
 */
record Deferral(Quarantine quarantine, DeliveryProgress progress, Clock clock) {
  Outcome putOff(Task task, String reason) throws MessagingException {
    Mail mail = task.mail();
    Places places = task.places();
    if (MailTrail.age(mail, clock).compareTo(places.giveUp()) >= 0) {
      return new Outcome.Ended(
          Held.once(
              quarantine,
              progress,
              task,
              Quarantine.Kind.HELD,
              "Put off for " + places.giveUp().toHours() + " hours: " + reason));
    }
    String step = task.step("put off");
    if (!progress.isDone(mail, step)) {
      Mail copy = mail.duplicate();
      try {
        copy.setName(mail.getName());
        task.context()
            .sendMail(copy, places.again(), places.pause().toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        LifecycleUtil.dispose(copy);
      }
      progress.done(mail, step);
    }
    return new Outcome.Ended("put off for " + places.pause() + ": " + reason);
  }
}
