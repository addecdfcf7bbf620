package org.pillarbox.protection.imap;

import org.apache.james.imap.api.ImapConfiguration;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.response.ExistsResponse;
import reactor.core.publisher.Mono;

/**
 * James' commands over a {@link FaithfulSession}. EXISTS (RFC 3501 section 7.3.1) says what the
 * session can fetch: James says in SELECT what counters in the store say, and these drift when a
 * write to them fails.
 */
final class FaithfulProcessor implements ImapProcessor {
  private final ImapProcessor james;

  FaithfulProcessor(ImapProcessor james) {
    this.james = james;
  }

  @Override
  public Mono<Void> processReactive(ImapMessage message, Responder responder, ImapSession session) {
    return james.processReactive(
        message, new TruthfulCount(responder, session), new FaithfulSession(session));
  }

  @Override
  public void configure(ImapConfiguration configuration) {
    james.configure(configuration);
  }

  private record TruthfulCount(Responder james, ImapSession session) implements Responder {
    @Override
    public void respond(ImapResponseMessage message) {
      boolean exists =
          message instanceof ExistsResponse && session.getSelected() instanceof FaithfulSelection;
      james.respond(
          exists
              ? new ExistsResponse(((FaithfulSelection) session.getSelected()).tell())
              : message);
    }

    @Override
    public void flush() {
      james.flush();
    }
  }
}
