package org.pillarbox.actions;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.pillarbox.rules.facts.Origin;

/**
 * Tells the sender that the recipients of this mail will not get it. The notification is in the
 * spool before the mail is done. A mail without a sender does not belong here: the pipeline keeps
 * it for the admin, and this mailet fails on it.
 *
 * <p>Parameters: {@code hostname}; {@code from}, whose name the notification bears; {@code status}
 * and {@code reason}, for recipients of which nobody said more.
 */
public final class TellSender extends GenericMailet {
  private final DeliveryProgress progress;
  private final Clock clock;
  private String hostname = "";
  private String from = "";
  private String status = "";
  private String reason = "";

  @Inject
  public TellSender(DeliveryProgress progress, Clock clock) {
    this.progress = progress;
    this.clock = clock;
  }

  @Override
  public void init() throws MessagingException {
    hostname = required("hostname");
    from = required("from");
    status = getInitParameter("status", "5.0.0");
    reason = getInitParameter("reason", "The message could not be delivered.");
  }

  private String required(String parameter) throws MessagingException {
    return getInitParameterAsOptional(parameter)
        .orElseThrow(() -> new MessagingException("TellSender needs the parameter " + parameter));
  }

  @Override
  public void service(Mail mail) throws MessagingException {
    MailAddress sender =
        mail.getMaybeSender()
            .asOptional()
            .orElseThrow(
                () -> new MessagingException("There is no sender to tell: " + mail.getName()));
    Map<MailAddress, RecipientReport> known = RecipientReports.of(mail);
    List<RecipientReport> reports =
        mail.getRecipients().stream()
            .map(
                recipient ->
                    Optional.ofNullable(known.get(recipient))
                        .orElseGet(
                            () -> new RecipientReport(recipient, status, reason, Optional.empty())))
            .toList();
    String step = "tell " + status + " " + mail.getRecipients();
    if (!progress.isDone(mail, step)) {
      send(mail, sender, reports);
      progress.done(mail, step);
    }
    mail.setState(Mail.GHOST);
  }

  private void send(Mail mail, MailAddress sender, List<RecipientReport> reports)
      throws MessagingException {
    DsnMessage dsn =
        new DsnMessage(mail, DsnMessage.Kind.FAILED, hostname, from, clock, Duration.ZERO);
    MailImpl notification =
        MailImpl.builder()
            .name(MailImpl.getId())
            .addRecipient(sender)
            .mimeMessage(dsn.compose(reports))
            .build();
    MailOrigin.set(notification, Origin.SYSTEM);
    try {
      getMailetContext().sendMail(notification);
    } finally {
      LifecycleUtil.dispose(notification);
    }
  }

  @Override
  public String getMailetInfo() {
    return "Tells the sender that a message was not delivered";
  }
}
