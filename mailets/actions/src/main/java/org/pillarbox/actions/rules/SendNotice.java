package org.pillarbox.actions.rules;

import java.time.Clock;
import java.util.List;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.pillarbox.actions.DeliveryProgress;
import org.pillarbox.rules.action.Notify;

/**
 * Tells someone by mail. {@code {rule}}, {@code {sender}}, {@code {recipient}} and {@code
 * {subject}} are filled in.
 *
 * <p>It can't loop: the notice has no envelope sender, says Auto-Submitted (RFC 3834), bears
 * X-Pillarbox-Notice and is of origin {@code system}, which no rule matches unless it says so; and
 * no notice is sent about a mail that is itself automatic.
 *
 * <p>Parameters: {@code to}, a list of addresses; {@code subject}, one line; {@code text}.
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.SendNotice">
 *   <to>security@example.com</to>
 *   <subject>Rule {rule}</subject>
 *   <text>{sender} wrote to {recipient}</text>
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class SendNotice extends ActionMailet<Notify> {
  private final DeliveryProgress progress;
  private final Clock clock;

  @Inject
  public SendNotice(DeliveryProgress progress, Clock clock) {
    super(Notify.class);
    this.progress = progress;
    this.clock = clock;
  }

  @Override
  public Outcome carryOut(Notify wanted, Task task) throws MessagingException {
    Mail mail = task.mail();
    if (Notice.isAutomatic(mail)) {
      return new Outcome.NotNeeded("no notices about automatic mail");
    }
    String step = "notify " + wanted.to();
    List<MailAddress> left = task.left(progress, step);
    if (!left.isEmpty()) {
      MailImpl notice = new Notice(wanted, task, clock).compose();
      try {
        task.context().sendMail(notice, Mail.DEFAULT);
      } finally {
        LifecycleUtil.dispose(notice);
      }
      task.done(progress, step, left);
    }
    return new Outcome.Done("told " + wanted.to());
  }
}
