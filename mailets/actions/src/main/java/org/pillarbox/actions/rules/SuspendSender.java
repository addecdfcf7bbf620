package org.pillarbox.actions.rules;

import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.Username;
import org.pillarbox.actions.AccountSuspension;
import org.pillarbox.actions.DeliveryProgress;
import org.pillarbox.rules.action.Suspend;

/**
 * Lets the user who had logged in send nothing more, and alerts the admins, until one lifts it.
 * Mail that came in without a login has nobody to suspend. The mail itself goes on.
 *
 * <p>Parameter: {@code reason}, for the alert.
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.SuspendSender">
 *   <reason>Unusual amount of mail</reason>
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class SuspendSender extends ActionMailet<Suspend> {
  private final AccountSuspension suspension;
  private final DeliveryProgress progress;

  @Inject
  public SuspendSender(AccountSuspension suspension, DeliveryProgress progress) {
    super(Suspend.class);
    this.suspension = suspension;
    this.progress = progress;
  }

  @Override
  public Outcome carryOut(Suspend wanted, Task task) throws MessagingException {
    Optional<Username> user = LoggedIn.user(task.mail());
    if (user.isEmpty()) {
      return new Outcome.NotNeeded("nobody had logged in");
    }
    String step = "rule " + task.rule() + " suspend " + user.get().asString();
    if (!progress.isDone(task.mail(), step)) {
      suspension.suspend(
          new AccountSuspension.Suspension(
              user.get(), wanted.reason(), task.rule(), task.version(), task.mailId()));
      progress.done(task.mail(), step);
    }
    return new Outcome.Done("suspended " + user.get().asString());
  }
}
