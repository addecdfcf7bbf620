package org.pillarbox.actions.rules;

import javax.mail.MessagingException;
import org.pillarbox.actions.DeliveryProgress;
import org.pillarbox.actions.Quarantine;
import org.pillarbox.actions.mime.HeaderValue;

/** Holds a mail once, however often it is tried. */
final class Held {
  private Held() {}

  static String once(
      Quarantine quarantine,
      DeliveryProgress progress,
      Task task,
      Quarantine.Kind kind,
      String reason)
      throws MessagingException {
    String step = task.step("hold " + kind);
    if (progress.isDone(task.mail(), step)) {
      return "held before";
    }
    String number =
        quarantine.hold(
            task.mail(),
            new Quarantine.Holding(
                kind, HeaderValue.oneLine(reason), task.rule(), task.version(), task.recipients()));
    progress.done(task.mail(), step);
    return "held as " + number;
  }
}
