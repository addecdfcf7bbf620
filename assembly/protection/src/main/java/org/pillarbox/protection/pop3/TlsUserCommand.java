package org.pillarbox.protection.pop3;

import java.util.Set;
import javax.inject.Inject;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.pop3.POP3Response;
import org.apache.james.protocols.pop3.POP3Session;
import org.apache.james.protocols.pop3.core.UserCmdHandler;

/**
 * USER (RFC 1939 section 7), offered in CAPA and taken after TLS only (RFC 2595 section 4, RFC
 * 8314).
 */
public final class TlsUserCommand extends UserCmdHandler {
  @Inject
  public TlsUserCommand(MetricFactory metricFactory) {
    super(metricFactory);
  }

  @Override
  public Response onCommand(POP3Session session, Request request) {
    return session.isTLSStarted() ? super.onCommand(session, request) : tlsFirst();
  }

  @Override
  public Set<String> getImplementedCapabilities(POP3Session session) {
    return session.isTLSStarted() ? super.getImplementedCapabilities(session) : Set.of();
  }

  static Response tlsFirst() {
    return new POP3Response(
        POP3Response.ERR_RESPONSE, "[SYS/PERM] No password before TLS: STLS first");
  }
}
