package org.pillarbox.protection.smtp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.lmtp.LMTPMultiResponse;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.pillarbox.protection.ProtectionConfiguration;
import org.pillarbox.protection.admission.Refusal;

/**
 * DATA on LMTP (RFC 2033 section 4.2): one answer for each accepted recipient. The message goes
 * into the same spool as any other, so rules, aliases and Sieve hold for it. The answers are the
 * same for all recipients but those that {@code Admission} refused by themselves.
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
  protected Response answer(
      SMTPSession session, List<MailAddress> recipients, SMTPResponse outcome) {
    Map<MailAddress, Refusal> refused =
        session
            .getAttachment(AdmissionHook.DIVIDED, State.Transaction)
            .map(AdmissionHook.Divided::refused)
            .orElse(Map.of());
    return LMTPMultiResponse.of(
        recipients.stream()
            .<Response>map(
                recipient ->
                    Optional.ofNullable(refused.get(recipient))
                        .map(refusal -> AdmissionHook.reply(refusal).response())
                        .orElse(outcome))
            .toList());
  }
}
