package org.pillarbox.actions.rules;

import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.mailet.Mail;
import org.pillarbox.actions.DeliveryProgress;
import org.pillarbox.actions.MailOrigin;
import org.pillarbox.rules.action.Redirect;
import org.pillarbox.rules.facts.Origin;

/**
 * Sends the mail to other addresses instead. The new copy bears a Delivered-To field for each
 * address that it was for; where such a field stands already the mail is running in a circle and is
 * delivered here. It keeps its sender, and rules see it with origin {@code redirect}.
 *
 * <p>Parameter: {@code to}, a list of addresses.
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.RedirectTo">
 *   <to>office@example.com</to>
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class RedirectTo extends ActionMailet<Redirect> {
  private final DeliveryProgress progress;

  @Inject
  public RedirectTo(DeliveryProgress progress) {
    super(Redirect.class);
    this.progress = progress;
  }

  @Override
  public Outcome carryOut(Redirect wanted, Task task) throws MessagingException {
    Mail mail = task.mail();
    Set<MailAddress> been = DeliveredTo.of(mail);
    List<MailAddress> targets = Addresses.of(wanted.to());
    List<MailAddress> stay =
        task.recipients().stream()
            .filter(recipient -> been.contains(recipient) || targets.contains(recipient))
            .toList();
    if (stay.size() == task.recipients().size()) {
      return new Outcome.NotNeeded("it was there already");
    }
    String step = "redirect " + wanted.to();
    List<MailAddress> leave =
        task.left(progress, step).stream().filter(recipient -> !stay.contains(recipient)).toList();
    if (!leave.isEmpty()) {
      Mail copy = mail.duplicate();
      try {
        copy.setRecipients(targets);
        MailOrigin.set(copy, Origin.REDIRECT);
        StopRules.forget(copy);
        DeliveredTo.mark(copy, leave);
        task.context().sendMail(copy, Mail.DEFAULT);
      } finally {
        LifecycleUtil.dispose(copy);
      }
      task.done(progress, step, leave);
    }
    if (stay.isEmpty()) {
      return new Outcome.Ended("to " + wanted.to());
    }
    mail.setRecipients(stay);
    return new Outcome.Done("to " + wanted.to() + ", but " + stay + " stays");
  }
}
