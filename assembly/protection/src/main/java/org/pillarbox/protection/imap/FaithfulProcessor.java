package org.pillarbox.protection.imap;

import java.time.Duration;
import java.util.Set;
import javax.mail.Flags;
import org.apache.james.imap.api.ImapConfiguration;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.message.request.ImapRequest;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.AuthenticateRequest;
import org.apache.james.imap.message.request.CompressRequest;
import org.apache.james.imap.message.request.ExamineRequest;
import org.apache.james.imap.message.request.IRAuthenticateRequest;
import org.apache.james.imap.message.request.IdleRequest;
import org.apache.james.imap.message.request.StartTLSRequest;
import org.apache.james.imap.message.response.ExistsResponse;
import org.apache.james.imap.message.response.FetchResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * James' commands over a {@link FaithfulSession}. EXISTS (RFC 3501 section 7.3.1) says what the
 * session can fetch: James says in SELECT what counters in the store say, and these drift when a
 * write to them fails. And \Recent is shown to the session that was told of the message first
 * (section 2.3.2). What was opened by EXAMINE stays as it is ({@link Examined}). What could not be
 * done for a while is marked as such ({@link Unavailable}).
 *
 * <p>Answers arrive in the order in which they were written. What the connection's event loop
 * writes goes out at once, what other threads write waits for the loop: stock James starts a
 * command on the loop, goes on elsewhere and may end on the loop again, so that the end of a FETCH
 * overtakes its beginning and the client waits for ever. Here a command runs and ends off the loop;
 * only those that change the connection or what the next line means run on it from end to end.
 */
final class FaithfulProcessor implements ImapProcessor {
  private static final Set<Class<? extends ImapMessage>> ON_THE_LOOP =
      Set.of(
          StartTLSRequest.class,
          CompressRequest.class,
          AuthenticateRequest.class,
          IRAuthenticateRequest.class,
          IdleRequest.class);

  private final ImapProcessor james;
  private final Scheduler commands;

  /** Commands run on that scheduler, which must not be the connections' event loops. */
  FaithfulProcessor(ImapProcessor james, Scheduler commands) {
    this.james = james;
    this.commands = commands;
  }

  @Override
  public Mono<Void> processReactive(ImapMessage message, Responder responder, ImapSession session) {
    FaithfulResponder faithful = new FaithfulResponder(responder, session);
    return Mono.defer(() -> run(message, faithful, session))
        .then(Mono.<Void>fromRunnable(faithful::flush))
        .subscribeOn(ON_THE_LOOP.contains(message.getClass()) ? loop(session) : commands);
  }

  private Mono<Void> run(ImapMessage message, Responder responder, ImapSession session) {
    boolean examined =
        session.getSelected() instanceof FaithfulSelection selection && selection.isExamined();
    if (examined && message instanceof ImapRequest command && Examined.isChange(command)) {
      return Mono.fromRunnable(() -> responder.respond(Examined.refusal(command)));
    }
    if (message instanceof ImapRequest command && Wildcards.areTooMany(message)) {
      return Mono.fromRunnable(() -> responder.respond(Wildcards.refusal(command)));
    }
    return james.processReactive(
        examined ? Examined.harmless(message) : message,
        responder,
        new FaithfulSession(session, message instanceof ExamineRequest));
  }

  private static Scheduler loop(ImapSession session) {
    return Schedulers.fromExecutor(task -> session.schedule(task, Duration.ZERO));
  }

  @Override
  public void configure(ImapConfiguration configuration) {
    james.configure(configuration);
  }

  /** One answer after the other: during IDLE several threads tell what happens. */
  private record FaithfulResponder(Responder james, ImapSession session) implements Responder {
    @Override
    public synchronized void respond(ImapResponseMessage message) {
      james.respond(
          session.getSelected() instanceof FaithfulSelection selection
              ? faithful(message, selection)
              : Unavailable.marked(message));
    }

    private static ImapResponseMessage faithful(
        ImapResponseMessage message, FaithfulSelection selection) {
      if (message instanceof ExistsResponse) {
        return new ExistsResponse(selection.tell());
      }
      if (message instanceof FetchResponse fetched && fetched.getFlags() != null) {
        recentToWhomItIs(fetched, selection);
      }
      return Unavailable.marked(message);
    }

    // The store marks a message that came as a new one, for ever; \Recent is the session's.
    private static void recentToWhomItIs(FetchResponse fetched, FaithfulSelection selection) {
      boolean recent =
          selection.uid(fetched.getMessageNumber().asInt()).filter(selection::isRecent).isPresent();
      if (!recent) {
        fetched.getFlags().remove(Flags.Flag.RECENT);
      }
    }

    @Override
    public synchronized void flush() {
      james.flush();
    }
  }
}
