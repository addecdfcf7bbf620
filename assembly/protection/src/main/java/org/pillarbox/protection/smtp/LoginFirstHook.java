package org.pillarbox.protection.smtp;

import javax.inject.Inject;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.MailHook;
import org.pillarbox.protection.rcpt.AwayLog;
import org.pillarbox.protection.rcpt.StoreAwayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Submission (RFC 6409 section 4.3): nobody sends before TLS and AUTH, and then only as an address
 * of their own. The null sender is allowed: a read receipt has it (RFC 8098 section 3.1), and its
 * From is checked like any other.
 */
public final class LoginFirstHook implements MailHook {
  private static final Logger LOGGER = LoggerFactory.getLogger(LoginFirstHook.class);

  private final AwayLog away = new AwayLog(LOGGER);
  private static final Reply TLS_FIRST =
      new Reply("530", "5.7.0", "Must issue a STARTTLS command first");
  private static final Reply LOGIN_FIRST = new Reply("530", "5.7.0", "Authentication required");

  private final SenderIdentity identity;

  @Inject
  public LoginFirstHook(SenderIdentity identity) {
    this.identity = identity;
  }

  @Override
  public HookResult doMail(SMTPSession session, MaybeSender sender) {
    if (!session.isTLSStarted()) {
      return TLS_FIRST.refusal();
    }
    if (session.getUsername() == null) {
      return LOGIN_FIRST.refusal();
    }
    try {
      return sender.isNullSender() || identity.maySendAs(session.getUsername(), sender.get())
          ? HookResult.DECLINED
          : notTheirs(sender.asString()).refusal();
    } catch (StoreAwayException e) {
      away.warn(
          "Can't tell whether %s may send as %s"
              .formatted(session.getUsername().asString(), sender.asString()),
          e);
      return Reply.STORE_AWAY.refusal();
    }
  }

  static Reply notTheirs(String address) {
    return new Reply("550", "5.7.1", "Not allowed to send as " + address);
  }
}
