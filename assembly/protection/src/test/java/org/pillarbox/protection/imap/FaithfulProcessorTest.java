package org.pillarbox.protection.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.james.imap.api.ImapConfiguration;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.IdleRequest;
import org.apache.james.imap.message.request.NoopRequest;
import org.apache.james.imap.message.response.RecentResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** On which threads answers are written: two of them would write in either order. */
final class FaithfulProcessorTest {
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
