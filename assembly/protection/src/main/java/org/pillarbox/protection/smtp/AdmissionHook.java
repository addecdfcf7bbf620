package org.pillarbox.protection.smtp;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.RcptHook;
import org.apache.james.smtpserver.JamesMessageHook;
import org.apache.mailet.Mail;
import org.pillarbox.protection.admission.Admission;
import org.pillarbox.protection.admission.Arrival;
import org.pillarbox.protection.admission.Decision;
import org.pillarbox.protection.admission.Entrance;
import org.pillarbox.protection.admission.Refusal;
import org.pillarbox.protection.rcpt.AwayLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks {@link Admission} at each RCPT and once before 250. Stands behind every other hook but the
 * one that spools: what protection refuses needs no rule. Whatever goes wrong means 451.
 */
public abstract class AdmissionHook implements RcptHook, JamesMessageHook {
  private static final Logger LOGGER = LoggerFactory.getLogger(AdmissionHook.class);

  /** What each refused recipient is told, where an entrance answers each. */
  record Divided(Map<MailAddress, Refusal> refused) {}

  static final AttachmentKey<Divided> DIVIDED =
      AttachmentKey.of("pillarbox.divided", Divided.class);

  private static final AttachmentKey<Instant> BEGUN =
      AttachmentKey.of("pillarbox.begun", Instant.class);

  private final AwayLog away = new AwayLog(LOGGER);
  private final Admission admission;
  private final Entrance entrance;

  AdmissionHook(Admission admission, Entrance entrance) {
    this.admission = admission;
    this.entrance = entrance;
  }

  @Override
  public HookResult doRcpt(SMTPSession session, MaybeSender sender, MailAddress recipient) {
    try {
      return admission
          .recipient(arrival(session, sender), recipient, DataCommand.recipients(session))
          .map(refusal -> refused(session, recipient.asString(), refusal))
          .orElse(HookResult.DECLINED);
    } catch (RuntimeException e) {
      away.warn("Recipient " + recipient.asString() + " can't be decided now", e);
      return reply(Refusal.later()).refusal();
    }
  }

  @Override
  public HookResult onMessage(SMTPSession session, Mail mail) {
    try {
      Decision decision = admission.message(arrival(session, mail.getMaybeSender()), mail);
      if (decision instanceof Decision.Refused refused) {
        return refused(session, mail.getName(), refused.refusal());
      }
      if (decision instanceof Decision.Divided divided) {
        session.setAttachment(DIVIDED, new Divided(divided.refused()), State.Transaction);
      }
      return HookResult.DECLINED;
    } catch (MessagingException | RuntimeException e) {
      away.warn("Message " + mail.getName() + " can't be decided now", e);
      return reply(Refusal.later()).refusal();
    }
  }

  private static HookResult refused(SMTPSession session, String what, Refusal refusal) {
    LOGGER.info(
        "refused {} client={} answer=\"{} {} {}\"",
        what,
        Client.address(session).getHostAddress(),
        refusal.code(),
        refusal.status(),
        refusal.text());
    return reply(refusal).refusal();
  }

  static Reply reply(Refusal refusal) {
    return new Reply(refusal.code(), refusal.status(), refusal.text());
  }

  private Arrival arrival(SMTPSession session, MaybeSender sender) {
    return new Arrival(
        entrance,
        Optional.of(Client.address(session)),
        session.getAttachment(SMTPSession.CURRENT_HELO_NAME, State.Connection),
        session.isTLSStarted(),
        Client.user(session),
        sender,
        begun(session));
  }

  /** When the first question about this message was asked. */
  private static Instant begun(SMTPSession session) {
    Optional<Instant> known = session.getAttachment(BEGUN, State.Transaction);
    if (known.isPresent()) {
      return known.get();
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    session.setAttachment(BEGUN, now, State.Transaction);
    return now;
  }

  /** On port 25. */
  public static final class Mx extends AdmissionHook {
    @Inject
    public Mx(Admission admission) {
      super(admission, Entrance.MX);
    }
  }

  /** On ports 587 and 465. */
  public static final class Submission extends AdmissionHook {
    @Inject
    public Submission(Admission admission) {
      super(admission, Entrance.SUBMISSION);
    }
  }

  /** On LMTP. */
  public static final class Lmtp extends AdmissionHook {
    @Inject
    public Lmtp(Admission admission) {
      super(admission, Entrance.LMTP);
    }
  }
}
