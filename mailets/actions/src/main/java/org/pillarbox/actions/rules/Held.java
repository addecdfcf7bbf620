package org.pillarbox.actions.rules;

import java.util.List;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.pillarbox.actions.DeliveryProgress;
import org.pillarbox.actions.Quarantine;
import org.pillarbox.actions.mime.HeaderValue;

/** Holds each recipient's copy once, however often the mail is tried. */
final class Held {
  private Held() {}

  static String once(
      Quarantine quarantine,
      DeliveryProgress progress,
      Task task,
      Quarantine.Kind kind,
      String reason)
      throws MessagingException {
    List<MailAddress> left = task.left(progress, "hold " + kind);
    if (left.isEmpty()) {
      return "held before";
    }
    String number =
        quarantine.hold(
            task.mail(),
            new Quarantine.Holding(
                kind, HeaderValue.oneLine(reason), task.rule(), task.version(), left));
    task.done(progress, "hold " + kind, left);
    return "held as " + number;
  }
}
