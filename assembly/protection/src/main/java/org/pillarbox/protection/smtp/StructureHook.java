package org.pillarbox.protection.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.server.core.MimeMessageInputStream;
import org.apache.james.smtpserver.JamesMessageHook;
import org.apache.mailet.Mail;
import org.pillarbox.protection.ProtectionConfiguration;
import org.pillarbox.protection.message.MessageBounds;
import org.pillarbox.protection.message.MessageStructure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses before 250 what is nested too deep or has too many parts, header lines or addresses: 554
 * 5.6.0.
 */
public final class StructureHook implements JamesMessageHook {
  private static final Logger LOGGER = LoggerFactory.getLogger(StructureHook.class);

  private final MessageBounds bounds;

  @Inject
  public StructureHook(ProtectionConfiguration configuration) {
    this.bounds = configuration.message();
  }

  @Override
  public HookResult onMessage(SMTPSession session, Mail mail) {
    try (InputStream message = new MimeMessageInputStream(mail.getMessage())) {
      Optional<String> violation = MessageStructure.violation(message, bounds);
      violation.ifPresent(what -> LOGGER.info("Refused message {}: {}", mail.getName(), what));
      return violation
          .map(what -> new Reply("554", "5.6.0", what).refusal())
          .orElse(HookResult.DECLINED);
    } catch (IOException | MessagingException e) {
      LOGGER.error("Message {} can't be read back", mail.getName(), e);
      return Reply.STORE_AWAY.refusal();
    }
  }
}
