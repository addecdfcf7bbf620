package org.pillarbox.protection.smtp;

import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPSession;
import org.pillarbox.protection.net.StrictDispatcher;

/** Hands SMTP command lines to their commands; lines end with CRLF (RFC 5321 section 2.3.8). */
public final class SmtpDispatcher extends StrictDispatcher<SMTPSession> {
  @Override
  protected Response tooLong() {
    return new Reply("500", "5.5.2", "Line too long").response();
  }

  @Override
  protected Response notCrlf() {
    return new Reply("500", "5.5.2", "Lines end with CR LF, nothing else").response();
  }
}
