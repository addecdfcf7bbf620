package org.pillarbox.protection.pop3;

import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.pop3.POP3Response;
import org.apache.james.protocols.pop3.POP3Session;
import org.pillarbox.protection.net.StrictDispatcher;

/** Hands POP3 command lines to their commands (RFC 1939 section 3). */
public final class PopDispatcher extends StrictDispatcher<POP3Session> {
  @Override
  protected Response tooLong() {
    return new POP3Response(POP3Response.ERR_RESPONSE, "Line too long");
  }

  @Override
  protected Response notCrlf() {
    return new POP3Response(POP3Response.ERR_RESPONSE, "Lines end with CR LF, nothing else");
  }
}
