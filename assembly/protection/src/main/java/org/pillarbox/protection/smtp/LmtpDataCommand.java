package org.pillarbox.protection.smtp;

import java.util.Collections;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.lmtp.LMTPMultiResponse;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.pillarbox.protection.ProtectionConfiguration;

/**
 * DATA on LMTP (RFC 2033 section 4.2): one answer for each accepted recipient. The message goes
 * into the same spool as any other, so rules, aliases and Sieve hold for it, and the answers are
 * the same for all recipients.
 */
public final class LmtpDataCommand extends DataCommand {
  @Inject
  public LmtpDataCommand(ProtectionConfiguration configuration, SpoolSpace space) {
    super(configuration, space);
  }

  @Override
  protected String protocol(SMTPSession session) {
    return "LMTP";
  }

  @Override
  protected Response answer(List<MailAddress> recipients, SMTPResponse outcome) {
    return LMTPMultiResponse.of(Collections.nCopies(recipients.size(), outcome));
  }
}
