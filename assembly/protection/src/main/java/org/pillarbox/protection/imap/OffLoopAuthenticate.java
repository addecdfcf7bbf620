package org.pillarbox.protection.imap;

import java.io.Closeable;
import java.io.IOException;
import javax.inject.Inject;
import org.apache.james.imap.api.message.request.ImapRequest;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.response.UnpooledStatusResponseFactory;
import org.apache.james.imap.processor.AuthenticateProcessor;
import org.apache.james.imapserver.netty.ImapChannelUpstreamHandler;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import org.pillarbox.protection.rcpt.AwayLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * AUTHENTICATE PLAIN (RFC 3501 section 6.2.2) in two steps: James checks the second line on the
 * event loop, where a password hash would stop every other connection, and without the client's
 * address for the login log. Here it is checked on a worker, with it.
 */
public final class OffLoopAuthenticate extends AuthenticateProcessor {
  private static final Logger LOGGER = LoggerFactory.getLogger(OffLoopAuthenticate.class);

  private final AwayLog log = new AwayLog(LOGGER);

  @Inject
  public OffLoopAuthenticate(
      MailboxManager mailboxManager,
      UnpooledStatusResponseFactory factory,
      MetricFactory metricFactory) {
    super(mailboxManager, factory, metricFactory);
  }

  @Override
  protected void doPlainAuth(
      String response, ImapSession session, ImapRequest request, Responder responder) {
    if (MDC.get(MDCBuilder.IP) != null) {
      super.doPlainAuth(response, session, request, responder);
      return;
    }
    Mono.fromRunnable(() -> withContext(response, session, request, responder))
        .subscribeOn(Schedulers.boundedElastic())
        .subscribe(nothing -> {}, e -> away(e, request, responder));
  }

  /** Without an answer the client would wait for one until it gives the connection up. */
  private void away(Throwable cause, ImapRequest request, Responder responder) {
    log.warn("A password can't be checked now", cause);
    responder.respond(Unavailable.no(request.getTag(), request.getCommand()));
    responder.flush();
  }

  private void withContext(
      String response, ImapSession session, ImapRequest request, Responder responder) {
    MDCBuilder context =
        session.getAttribute(ImapChannelUpstreamHandler.MDC_KEY) instanceof MDCBuilder known
            ? known
            : MDCBuilder.create();
    Closeable known = context.build();
    try {
      super.doPlainAuth(response, session, request, responder);
      responder.flush();
    } finally {
      close(known);
    }
  }

  private static void close(Closeable context) {
    try {
      context.close();
    } catch (IOException e) {
      LOGGER.warn("Logging context can't be closed", e);
    }
  }
}
