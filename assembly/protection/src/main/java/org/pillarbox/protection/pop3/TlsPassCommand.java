package org.pillarbox.protection.pop3;

import java.io.IOException;
import java.time.Duration;
import javax.inject.Inject;
import javax.inject.Named;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.BadCredentialsException;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.pop3server.mailbox.MailboxAdapterFactory;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.pop3.POP3Response;
import org.apache.james.protocols.pop3.POP3Session;
import org.apache.james.protocols.pop3.core.AbstractPassCmdHandler;
import org.apache.james.protocols.pop3.mailbox.Mailbox;
import org.pillarbox.protection.ProtectionConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * PASS (RFC 1939 section 7), taken after TLS only; the last of too many wrong passwords ends the
 * session.
 */
public final class TlsPassCommand extends AbstractPassCmdHandler {
  private static final Logger LOGGER = LoggerFactory.getLogger(TlsPassCommand.class);
  private static final Duration STORE_PATIENCE = Duration.ofSeconds(30);
  private static final AttachmentKey<Integer> FAILED =
      AttachmentKey.of("pillarbox.failed-logins", Integer.class);

  private final MailboxManager mailboxes;
  private final MailboxAdapterFactory adapters;
  private final int mostFailures;

  @Inject
  public TlsPassCommand(
      @Named("mailboxmanager") MailboxManager mailboxes,
      MailboxAdapterFactory adapters,
      MetricFactory metricFactory,
      ProtectionConfiguration configuration) {
    super(metricFactory);
    this.mailboxes = mailboxes;
    this.adapters = adapters;
    this.mostFailures = configuration.login().failures();
  }

  @Override
  public Response onCommand(POP3Session session, Request request) {
    if (!session.isTLSStarted()) {
      return TlsUserCommand.tlsFirst();
    }
    Response response = super.onCommand(session, request);
    return response == AUTH_FAILED ? failed(session) : response;
  }

  private Response failed(POP3Session session) {
    int failures = session.getAttachment(FAILED, State.Connection).orElse(0) + 1;
    session.setAttachment(FAILED, failures, State.Connection);
    POP3Response response =
        new POP3Response(POP3Response.ERR_RESPONSE, "[AUTH] Authentication failed");
    response.setEndSession(failures >= mostFailures);
    return response;
  }

  /** Answers null for a wrong password, as James' base class wants it. */
  @Override
  protected Mailbox auth(POP3Session session, Username user, String password) throws Exception {
    MailboxSession mailboxSession;
    try {
      mailboxSession = mailboxes.authenticate(user, password).withoutDelegation();
    } catch (BadCredentialsException e) {
      LOGGER.debug("Wrong password", e);
      return null;
    }
    mailboxes.startProcessingRequest(mailboxSession);
    try {
      return open(mailboxSession);
    } catch (MailboxException e) {
      throw new IOException("Can't open the inbox of " + user.asString(), e);
    } finally {
      mailboxes.endProcessingRequest(mailboxSession);
    }
  }

  private Mailbox open(MailboxSession mailboxSession) throws MailboxException {
    MailboxPath inbox = MailboxPath.inbox(mailboxSession);
    if (!Mono.from(mailboxes.mailboxExists(inbox, mailboxSession))
        .blockOptional(STORE_PATIENCE)
        .orElse(false)) {
      mailboxes.createMailbox(inbox, mailboxSession);
    }
    return adapters.create(mailboxes.getMailbox(inbox, mailboxSession), mailboxSession);
  }
}
