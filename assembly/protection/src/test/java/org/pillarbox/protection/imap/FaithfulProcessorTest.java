package org.pillarbox.protection.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.james.imap.api.ImapCommand;
import org.apache.james.imap.api.ImapConfiguration;
import org.apache.james.imap.api.ImapConstants;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.encode.ImapResponseWriter;
import org.apache.james.imap.encode.StatusResponseEncoder;
import org.apache.james.imap.encode.base.ImapResponseComposerImpl;
import org.apache.james.imap.encode.main.DefaultLocalizer;
import org.apache.james.imap.message.Literal;
import org.apache.james.imap.message.request.IdleRequest;
import org.apache.james.imap.message.request.NoopRequest;
import org.apache.james.imap.message.response.ImmutableStatusResponse;
import org.apache.james.imap.message.response.RecentResponse;
import org.apache.james.imap.message.response.UnpooledStatusResponseFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** On which threads answers are written: two of them would write in either order. */
final class FaithfulProcessorTest {
  private static final HumanReadableText GENERIC =
      HumanReadableText.GENERIC_FAILURE_DURING_PROCESSING;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ExecutorService loop =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "loop"));
  private final Scheduler commands = Schedulers.newSingle("command");
  private final List<String> written = new CopyOnWriteArrayList<>();
  private final FaithfulProcessor processor = new FaithfulProcessor(new Answering(), commands);

  @AfterEach
  void stop() {
    loop.shutdownNow();
    commands.dispose();
  }

  @Test
  void commandAnswersOffTheLoopToItsLastByte() {
    onTheLoop(new NoopRequest(new Tag("a1")));

    assertThat(written).hasSize(2);
    assertThat(written.get(0)).startsWith("respond on command");
    assertThat(written.get(1)).startsWith("flush on command");
  }

  @Test
  void commandThatChangesWhatTheNextLineMeansRunsOnTheLoop() {
    onTheLoop(new IdleRequest(new Tag("a1")));

    assertThat(written).containsExactly("respond on loop", "flush on loop");
  }

  @Test
  void whatFailsUnexpectedlyIsUnavailable() throws Exception {
    assertThat(answer(ImapConstants.LOGIN_COMMAND, GENERIC))
        .isEqualTo("a1 NO [UNAVAILABLE] LOGIN cannot be done now, try again.\r\n");
    assertThat(answer(ImapConstants.SELECT_COMMAND, HumanReadableText.SELECT))
        .startsWith("a1 NO [UNAVAILABLE] SELECT");
    assertThat(answer(ImapConstants.FETCH_COMMAND, HumanReadableText.SEARCH_FAILED))
        .startsWith("a1 NO [UNAVAILABLE]");
  }

  @Test
  void whatIsTheClientsDoingIsNot() throws Exception {
    assertThat(answer(ImapConstants.LOGIN_COMMAND, HumanReadableText.INVALID_LOGIN))
        .isEqualTo("a1 NO LOGIN failed. Invalid login/password.\r\n");
    assertThat(answer(ImapConstants.LOGIN_COMMAND, HumanReadableText.USER_DOES_NOT_EXIST))
        .doesNotContain("UNAVAILABLE");
    assertThat(answer(ImapConstants.CREATE_COMMAND, GENERIC)).doesNotContain("UNAVAILABLE");
  }

  private String answer(ImapCommand command, HumanReadableText text) throws Exception {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    ImapResponseComposerImpl composer =
        new ImapResponseComposerImpl(
            new ImapResponseWriter() {
              @Override
              public void write(byte[] bytes) {
                sent.writeBytes(bytes);
              }

              @Override
              public void write(Literal literal) {
                throw new UnsupportedOperationException("no literal is expected");
              }
            });
    new StatusResponseEncoder(new DefaultLocalizer())
        .encode(
            (ImmutableStatusResponse)
                Unavailable.marked(
                    new UnpooledStatusResponseFactory().taggedNo(new Tag("a1"), command, text)),
            composer);
    composer.flush();
    return sent.toString(StandardCharsets.US_ASCII);
  }

  private void onTheLoop(ImapMessage message) {
    processor
        .processReactive(message, new Recorder(), session())
        .subscribeOn(Schedulers.fromExecutor(loop))
        .block(PATIENCE);
  }

  private ImapSession session() {
    return (ImapSession)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ImapSession.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("schedule")) {
                loop.execute((Runnable) arguments[0]);
              }
              return null;
            });
  }

  private final class Recorder implements ImapProcessor.Responder {
    @Override
    public void respond(ImapResponseMessage message) {
      written.add("respond on " + Thread.currentThread().getName());
    }

    @Override
    public void flush() {
      written.add("flush on " + Thread.currentThread().getName());
    }
  }

  private static final class Answering implements ImapProcessor {
    @Override
    public Mono<Void> processReactive(
        ImapMessage message, Responder responder, ImapSession session) {
      return Mono.fromRunnable(() -> responder.respond(new RecentResponse(1)));
    }

    @Override
    public void configure(ImapConfiguration configuration) {
      throw new UnsupportedOperationException("configure");
    }
  }
}
