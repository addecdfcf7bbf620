package org.pillarbox.protection.smtp;

import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.smtpserver.JamesMailCmdHandler;

/**
 * MAIL (RFC 5321 section 4.1.1.2) that refuses what James would take and forget: unknown parameters
 * (555, section 4.1.1.11), over-long paths, and SMTPUTF8, which is not announced (RFC 6531 section
 * 3.4).
 */
public final class MailCommand extends JamesMailCmdHandler {
  private static final Set<String> KNOWN = Set.of("SIZE", "BODY", "AUTH");
  private static final Set<String> BODIES = Set.of("7BIT", "8BITMIME");

  @Inject
  public MailCommand(MetricFactory metricFactory, DomainList domainList) {
    super(metricFactory, domainList);
  }

  @Override
  protected Response doFilterChecks(SMTPSession session, String command, String argument) {
    Optional<Reply> refusal = PathArgument.refusal(argument, KNOWN).or(() -> body(argument));
    return refusal.isPresent()
        ? refusal.get().response()
        : super.doFilterChecks(session, command, argument);
  }

  private static Optional<Reply> body(String argument) {
    return Optional.ofNullable(argument)
        .flatMap(text -> PathArgument.parameter(text, "BODY"))
        .filter(body -> !BODIES.contains(body.toUpperCase(java.util.Locale.ROOT)))
        .map(body -> new Reply("501", "5.5.4", "BODY is 7BIT or 8BITMIME"));
  }
}
