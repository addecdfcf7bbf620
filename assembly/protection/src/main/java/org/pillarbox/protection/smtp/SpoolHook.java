package org.pillarbox.protection.smtp;

import javax.inject.Inject;
import org.apache.commons.configuration2.Configuration;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.smtpserver.JamesMessageHook;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the message into the spool, and only then says 250 with the id under which logs, Received
 * and DSNs know it. The queue has body and entry on disk when {@code enQueue} returns; when it
 * throws, the answer is 451 and the client keeps the message (ADR-0001).
 */
public final class SpoolHook implements JamesMessageHook {
  private static final Logger LOGGER = LoggerFactory.getLogger(SpoolHook.class);

  private final MailQueueFactory<?> queues;
  private MailQueue spool;

  @Inject
  public SpoolHook(MailQueueFactory<?> queues) {
    this.queues = queues;
  }

  @Override
  public void init(Configuration config) {
    spool = queues.createQueue(MailQueueFactory.SPOOL);
  }

  @Override
  public HookResult onMessage(SMTPSession session, Mail mail) {
    try {
      spool.enQueue(mail);
    } catch (MailQueue.MailQueueException | RuntimeException e) {
      LOGGER.error("Message {} can't be spooled: refused for now", mail.getName(), e);
      return Reply.STORE_AWAY.refusal();
    }
    // From here on the message is ours, whatever happens: nothing below may throw.
    return HookResult.builder()
        .hookReturnCode(HookReturnCode.ok())
        .smtpReturnCode("250")
        .smtpDescription("2.0.0 Ok: queued as " + mail.getName())
        .build();
  }
}
