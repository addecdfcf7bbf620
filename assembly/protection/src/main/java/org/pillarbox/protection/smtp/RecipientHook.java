package org.pillarbox.protection.smtp;

import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.RcptHook;
import org.pillarbox.protection.ProtectionConfiguration;
import org.pillarbox.protection.rcpt.AwayLog;
import org.pillarbox.protection.rcpt.LocalAddresses;
import org.pillarbox.protection.rcpt.MailboxRoom;
import org.pillarbox.protection.rcpt.Resolution;
import org.pillarbox.protection.rcpt.StoreAwayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides each RCPT during the dialogue, on every port, so that nothing is bounced later that could
 * be refused now: another domain needs a login or a relay network (550 5.7.1), an address of ours
 * must exist (550 5.1.1) and have room (452 4.2.2). A store that does not answer means 451 4.3.0.
 */
public final class RecipientHook implements RcptHook {
  private static final Logger LOGGER = LoggerFactory.getLogger(RecipientHook.class);
  private static final Reply TOO_MANY =
      new Reply("452", "4.5.3", "Too many recipients, send the rest in a second message");
  private static final Reply NO_RELAY = new Reply("550", "5.7.1", "Relaying denied");

  private final AwayLog away = new AwayLog(LOGGER);
  private final LocalAddresses addresses;
  private final MailboxRoom room;
  private final int mostRecipients;

  @Inject
  public RecipientHook(
      LocalAddresses addresses, MailboxRoom room, ProtectionConfiguration configuration) {
    this.addresses = addresses;
    this.room = room;
    this.mostRecipients = configuration.smtp().recipients();
  }

  @Override
  public HookResult doRcpt(SMTPSession session, MaybeSender sender, MailAddress recipient) {
    if (session.getRcptCount() >= mostRecipients) {
      return TOO_MANY.refusal();
    }
    try {
      return refusal(session, recipient).map(Reply::refusal).orElse(HookResult.DECLINED);
    } catch (StoreAwayException e) {
      away.warn("Recipient " + recipient.asString() + " can't be decided now", e);
      return Reply.STORE_AWAY.refusal();
    }
  }

  private Optional<Reply> refusal(SMTPSession session, MailAddress recipient)
      throws StoreAwayException {
    if (!addresses.isLocal(recipient)) {
      return mayRelay(session) ? Optional.empty() : Optional.of(NO_RELAY);
    }
    Resolution resolution = addresses.resolve(recipient);
    if (resolution instanceof Resolution.Deliverable deliverable) {
      return full(deliverable.targets(), Client.announcedSize(session));
    }
    if (resolution instanceof Resolution.Refused refused) {
      LOGGER.info(
          "Recipient {} is refused by its mapping: {}", recipient.asString(), refused.reason());
      return Optional.of(new Reply("550", "5.1.1", "<" + recipient.asString() + "> takes no mail"));
    }
    return Optional.of(
        new Reply("550", "5.1.1", "<" + recipient.asString() + "> no such user here"));
  }

  private static boolean mayRelay(SMTPSession session) {
    return Client.user(session).isPresent() || Client.relaySenders(session).isPresent();
  }

  /** Only where one mailbox is meant: with several targets the others still have room. */
  private Optional<Reply> full(List<MailAddress> targets, long bytes) throws StoreAwayException {
    if (targets.size() == 1
        && addresses.isLocal(targets.get(0))
        && room.isFull(targets.get(0), bytes)) {
      return Optional.of(new Reply("452", "4.2.2", "Mailbox full"));
    }
    return Optional.empty();
  }
}
