package org.pillarbox.protection.smtp;

import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.smtpserver.JamesRcptCmdHandler;

/**
 * RCPT (RFC 5321 section 4.1.1.3) that refuses over-long paths and every parameter: none is
 * announced.
 */
public final class RcptCommand extends JamesRcptCmdHandler {
  @Inject
  public RcptCommand(MetricFactory metricFactory, DomainList domainList) {
    super(metricFactory, domainList);
  }

  @Override
  protected Response doFilterChecks(SMTPSession session, String command, String argument) {
    Optional<Reply> refusal = PathArgument.refusal(argument, Set.of());
    return refusal.isPresent()
        ? refusal.get().response()
        : super.doFilterChecks(session, command, argument);
  }
}
