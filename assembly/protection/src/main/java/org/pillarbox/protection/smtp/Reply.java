package org.pillarbox.protection.smtp;

import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;

/**
 * One answer to an SMTP command: reply code (RFC 5321 section 4.2), enhanced status code (RFC 3463)
 * and text.
 *
 * @param code three digits
 * @param status such as {@code 5.1.1}
 * @param text for a person, ASCII, one line
 */
record Reply(String code, String status, String text) {
  static final Reply STORE_AWAY =
      new Reply("451", "4.3.0", "The mail store does not answer, try again later");
  static final Reply NO_SPACE = new Reply("452", "4.3.1", "Not enough disk space, try again later");

  boolean temporary() {
    return code.startsWith("4");
  }

  SMTPResponse response() {
    return new SMTPResponse(code, status + " " + text);
  }

  /** The answer, after which the server closes the connection. */
  SMTPResponse lastResponse() {
    SMTPResponse response = response();
    response.setEndSession(true);
    return response;
  }

  HookResult refusal() {
    return HookResult.builder()
        .hookReturnCode(temporary() ? HookReturnCode.denySoft() : HookReturnCode.deny())
        .smtpReturnCode(code)
        .smtpDescription(status + " " + text)
        .build();
  }
}
