package org.pillarbox.protection.smtp;

import java.util.Set;
import javax.inject.Inject;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.apache.james.protocols.api.handler.ProtocolHandlerResultHandler;
import org.pillarbox.protection.ProtectionConfiguration;

/**
 * Ends sessions that only err or only chatter, with 421 (RFC 5321 section 3.8). Errors are counted
 * for the whole session; commands without effect since the last message.
 */
public final class SessionErrors
    implements ProtocolHandlerResultHandler<Response, ProtocolSession> {
  private static final AttachmentKey<Integer> ERRORS =
      AttachmentKey.of("pillarbox.errors", Integer.class);
  private static final AttachmentKey<Integer> JUNK =
      AttachmentKey.of("pillarbox.junk", Integer.class);
  private static final Set<String> JUNK_COMMANDS =
      Set.of("NOOP", "RSET", "VRFY", "EXPN", "HELP", "HELO", "EHLO", "LHLO");
  private static final Reply TOO_MANY_ERRORS =
      new Reply("421", "4.7.0", "Too many errors, closing");
  private static final Reply TOO_MUCH_JUNK =
      new Reply("421", "4.7.0", "Too many commands without a message, closing");

  private final SmtpBounds bounds;

  @Inject
  public SessionErrors(ProtectionConfiguration configuration) {
    this.bounds = configuration.smtp();
  }

  @Override
  public Response onResponse(
      ProtocolSession session, Response response, long executionTime, ProtocolHandler handler) {
    if (response == null
        || response.isEndSession()
        || !(handler instanceof CommandHandler<?> command)) {
      return response;
    }
    if (refused(response) && count(session, ERRORS) > bounds.errors()) {
      return TOO_MANY_ERRORS.lastResponse();
    }
    if (command.getImplCommands().stream().anyMatch(JUNK_COMMANDS::contains)
        && count(session, JUNK) > bounds.junkCommands()) {
      return TOO_MUCH_JUNK.lastResponse();
    }
    return response;
  }

  /** A message was taken: the client is at work, what it chattered before is forgotten. */
  static void messageTaken(ProtocolSession session) {
    session.removeAttachment(JUNK, State.Connection);
  }

  private static boolean refused(Response response) {
    String code = response.getRetCode();
    return code.startsWith("4") || code.startsWith("5");
  }

  private static int count(ProtocolSession session, AttachmentKey<Integer> key) {
    int value = session.getAttachment(key, State.Connection).orElse(0) + 1;
    session.setAttachment(key, value, State.Connection);
    return value;
  }
}
