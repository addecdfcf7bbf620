package org.pillarbox.protection.smtp;

import java.util.List;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.esmtp.EhloExtension;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.MailParametersHook;

/**
 * SIZE (RFC 1870): announced after EHLO, checked at MAIL. {@link MessageReader} checks what really
 * comes.
 */
public final class SizeExtension implements EhloExtension, MailParametersHook {
  private static final int MAX_DIGITS = 18;

  @Override
  public List<String> getImplementedEsmtpFeatures(SMTPSession session) {
    return List.of("SIZE " + session.getConfiguration().getMaxMessageSize());
  }

  @Override
  public String[] getMailParamNames() {
    return new String[] {"SIZE"};
  }

  @Override
  public HookResult doMailParameter(SMTPSession session, String name, String value) {
    if (value.isEmpty()
        || value.length() > MAX_DIGITS
        || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return new Reply("501", "5.5.4", "SIZE is a number of bytes").refusal();
    }
    long size = Long.parseLong(value);
    if (size > session.getConfiguration().getMaxMessageSize()) {
      return tooBig(session).refusal();
    }
    session.setAttachment(Client.ANNOUNCED_SIZE, size, State.Transaction);
    return HookResult.DECLINED;
  }

  static Reply tooBig(SMTPSession session) {
    return new Reply(
        "552",
        "5.3.4",
        "Message too big, allowed are "
            + session.getConfiguration().getMaxMessageSize()
            + " bytes");
  }
}
