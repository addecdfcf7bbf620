package org.pillarbox.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.james.mailetcontainer.impl.JamesMailSpooler;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryPath;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.james.mailrepository.memory.MemoryMailRepository;
import org.apache.james.metrics.api.NoopGaugeRegistry;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SpoolerTest {
  private static final MailRepositoryUrl ERRORS =
      MailRepositoryUrl.from("memory://var/mail/error/");

  @TempDir Path directory;
  private final MemoryMailRepository errors = new MemoryMailRepository();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final SpoolProgress progress = new SpoolProgress();
  private volatile boolean repositoryAway;
  private DeliveryGate gate = DeliveryGate.opened();
  private FileMailQueueFactory queues;
  private Spooler spooler;

  private void start(MailProcessor processor) {
    QueueConfiguration usual = QueueConfiguration.defaults(directory);
    QueueConfiguration settings =
        new QueueConfiguration(
            directory,
            2,
            5,
            Duration.ofMillis(20),
            Duration.ofMillis(40),
            0,
            usual.alarmAge(),
            Duration.ofMillis(200));
    queues =
        new FileMailQueueFactory(
            settings,
            new RawMailQueueItemDecoratorFactory(),
            new NoopGaugeRegistry(),
            Clock.systemUTC());
    spooler =
        new Spooler(
            new RecordingMetricFactory(),
            new NoopGaugeRegistry(),
            mail -> {
              seen.add(mail.getName());
              processor.service(mail);
            },
            new OneRepository(),
            queues,
            new RawMailQueueItemDecoratorFactory(),
            progress,
            settings,
            gate);
    spooler.configure(new JamesMailSpooler.Configuration(1, ERRORS));
    spooler.init();
  }

  private final class OneRepository implements MailRepositoryStore {
    @Override
    public MailRepository select(MailRepositoryUrl url) throws MailRepositoryStoreException {
      if (repositoryAway) {
        throw new MailRepositoryStoreException("away");
      }
      return errors;
    }

    @Override
    public Optional<Protocol> defaultProtocol() {
      return Optional.empty();
    }

    @Override
    public Optional<MailRepository> get(MailRepositoryUrl url) {
      return Optional.of(errors);
    }

    @Override
    public java.util.stream.Stream<MailRepository> getByPath(MailRepositoryPath path) {
      return java.util.stream.Stream.of(errors);
    }

    @Override
    public java.util.stream.Stream<MailRepositoryUrl> getUrls() {
      return java.util.stream.Stream.of(ERRORS);
    }
  }

  @AfterEach
  void stop() {
    spooler.dispose();
    queues.stop();
  }

  private FileMailQueue spool() {
    return queues.createQueue(MailQueueFactory.SPOOL);
  }

  private static org.awaitility.core.ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(20));
  }

  private List<Mail> setApart() throws MessagingException {
    List<Mail> mails = new ArrayList<>();
    var keys = errors.list();
    while (keys.hasNext()) {
      mails.add(errors.retrieve(keys.next()));
    }
    return mails;
  }

  @Test
  void whatIsRoutedLeavesTheSpool() throws Exception {
    start(mail -> {});

    spool().enQueue(Mails.named("one"));

    soon().until(() -> spool().getSize() == 0);
    assertThat(seen).containsExactly("one");
    assertThat(setApart()).isEmpty();
  }

  @Test
  void nothingIsRoutedBeforeTheServerStands() throws Exception {
    gate = DeliveryGate.closed();
    start(mail -> {});
    spool().enQueue(Mails.named("left by a crash"));

    await().pollDelay(Duration.ofMillis(200)).until(seen::isEmpty);
    gate.open();

    soon().until(() -> seen.contains("left by a crash"));
  }

  @Test
  void aMessageThatFailsByItselfIsSetApartAfterFiveTries() throws Exception {
    start(
        mail -> {
          throw new MessagingException("can't be read");
        });

    spool().enQueue(Mails.named("poison"));

    soon().until(() -> spool().getSize() == 0);
    assertThat(seen).hasSize(5);
    assertThat(setApart())
        .singleElement()
        .satisfies(mail -> assertThat(mail.getErrorMessage()).contains("can't be read"));
    assertThat(Mails.text(setApart().get(0))).contains("Good day.");
  }

  @Test
  void anErrorOfAParserCountsAsATryAndOthersPass() throws Exception {
    start(
        mail -> {
          if (mail.getName().equals("deep")) {
            throw new StackOverflowError();
          }
        });

    spool().enQueue(Mails.named("deep"));
    spool().enQueue(Mails.named("plain"));

    soon().until(() -> spool().getSize() == 0);
    assertThat(setApart())
        .singleElement()
        .satisfies(mail -> assertThat(mail.getName()).startsWith("deep."));
  }

  @Test
  void aStoreThatIsAwayUsesUpNoTries() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    start(
        mail -> {
          if (tries.incrementAndGet() <= 12) {
            throw new MessagingException("store", new ConnectException("refused"));
          }
        });

    spool().enQueue(Mails.named("patient"));

    soon().until(() -> spool().getSize() == 0);
    assertThat(seen).hasSize(13);
    assertThat(setApart()).isEmpty();
  }

  @Test
  void whileTheErrorRepositoryIsAwayTheMessageStays() throws Exception {
    repositoryAway = true;
    start(
        mail -> {
          throw new IllegalStateException("poison");
        });
    spool().enQueue(Mails.named("poison"));
    soon().until(() -> seen.size() >= 6);
    assertThat(spool().getSize()).isEqualTo(1);

    repositoryAway = false;

    soon().until(() -> spool().getSize() == 0);
    assertThat(setApart()).hasSize(1);
  }

  @Test
  void whoIsServedIsNotServedAgainAndOnlyTheOthersAreSetApart() throws Exception {
    List<String> served = new CopyOnWriteArrayList<>();
    MailAddress bad = new MailAddress("bad@example.net");
    start(
        mail -> {
          for (MailAddress recipient : mail.getRecipients()) {
            String step = "local " + recipient.asString();
            if (recipient.equals(bad)) {
              progress.failed(mail, recipient, new IllegalStateException("broken mailbox"));
            } else if (!progress.isDone(mail, step)) {
              served.add(recipient.asString());
              progress.done(mail, step);
            }
          }
        });
    MailImpl mail = Mails.named("two");
    mail.setRecipients(List.of(new MailAddress("good@example.net"), bad));

    spool().enQueue(mail);

    soon().until(() -> spool().getSize() == 0);
    assertThat(served).containsExactly("good@example.net");
    assertThat(seen).hasSize(5);
    assertThat(setApart())
        .singleElement()
        .satisfies(apart -> assertThat(apart.getRecipients()).containsExactly(bad));
  }

  @Test
  void aMessageThatKilledTheProcessFiveTimesIsSetApartUntried() throws Exception {
    FileMailQueue before =
        FileMailQueue.open(
            MailQueueFactory.SPOOL,
            QueueConfiguration.defaults(directory),
            new RawMailQueueItemDecoratorFactory(),
            Clock.systemUTC());
    before.enQueue(Mails.named("deadly"));
    for (int death = 0; death < 5; death++) {
      before.take(() -> false).orElseThrow().start();
      before.stop();
      before =
          FileMailQueue.open(
              MailQueueFactory.SPOOL,
              QueueConfiguration.defaults(directory),
              new RawMailQueueItemDecoratorFactory(),
              Clock.systemUTC());
    }
    before.stop();

    start(mail -> {});

    soon().until(() -> spool().getSize() == 0);
    assertThat(seen).isEmpty();
    assertThat(setApart()).hasSize(1);
  }

  @Test
  void aStopLeavesWhatIsInHandInTheSpool() throws Exception {
    CountDownLatch inHand = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    start(
        mail -> {
          inHand.countDown();
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    spool().enQueue(Mails.named("slow"));
    inHand.await();

    spooler.dispose();

    assertThat(spool().getSize()).isEqualTo(1);
    assertThat(setApart()).isEmpty();
  }
}
