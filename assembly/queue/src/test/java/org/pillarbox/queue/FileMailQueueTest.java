package org.pillarbox.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueue.MailQueueItem.CompletionStatus;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileMailQueueTest implements MailQueueContract {
  private static final MailQueueName NAME = MailQueueName.of("spool");

  @TempDir Path directory;
  private final List<FileMailQueue> opened = new ArrayList<>();
  private FileMailQueue queue;

  @BeforeEach
  void openFirst() {
    queue = open();
  }

  @AfterEach
  void stopAll() {
    opened.forEach(FileMailQueue::stop);
  }

  private FileMailQueue open() {
    FileMailQueue made =
        FileMailQueue.open(
            NAME, configuration(), new RawMailQueueItemDecoratorFactory(), Clock.systemUTC());
    opened.add(made);
    return made;
  }

  private QueueConfiguration configuration() {
    QueueConfiguration usual = QueueConfiguration.defaults(directory);
    return new QueueConfiguration(
        directory,
        usual.threads(),
        usual.tries(),
        Duration.ofMillis(50),
        Duration.ofSeconds(1),
        0,
        usual.alarmAge(),
        usual.stopWait());
  }

  @Override
  public ManageableMailQueue queue() {
    return queue;
  }

  @Override
  public ManageableMailQueue reopened() {
    queue.stop();
    return open();
  }

  private Path onlyEntry() throws Exception {
    try (Stream<Path> files = Files.list(directory.resolve("spool/entries"))) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void aFreshMailOvertakesTenThousandDeferredOnesEvenWhenTheyFallDueTogether() throws Exception {
    queue.enQueue(Mails.named("deferred"), Duration.ofMillis(1));
    Path one = onlyEntry();
    EntryName like = EntryName.parse(one.getFileName().toString()).orElseThrow();
    long tomorrow = like.due() + Duration.ofDays(1).toMillis();
    for (int i = 0; i < 10_000; i++) {
      String id = like.id().substring(0, 12) + String.format("%06x%08x", i, 1);
      long due = i % 2 == 0 ? tomorrow : like.due();
      EntryName name = new EntryName(id, due, true, 0, 0, 0);
      Files.copy(one, one.resolveSibling(name.fileName()));
    }
    FileMailQueue again = open();
    List<QueueItem> hogged = new ArrayList<>();
    for (int i = 0; i < configuration().threads() / 2; i++) {
      hogged.add(again.take(() -> false).orElseThrow());
    }

    long start = System.nanoTime();
    again.enQueue(Mails.named("fresh"));
    QueueItem next = again.take(() -> false).orElseThrow();
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    assertThat(hogged).allMatch(item -> item.getMail().getName().startsWith("deferred"));
    assertThat(next.getMail().getName()).isEqualTo("fresh");
    assertThat(took).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void whatAnEarlierProcessLeftKeepsNoFreshMailWaiting() throws Exception {
    for (int i = 0; i < 5; i++) {
      queue.enQueue(Mails.named("left" + i));
    }
    FileMailQueue again = open();
    again.enQueue(Mails.named("fresh0"));
    again.enQueue(Mails.named("fresh1"));

    List<String> order = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      order.add(again.take(() -> false).orElseThrow().getMail().getName());
    }

    assertThat(order)
        .containsExactly("fresh0", "left0", "fresh1", "left1", "left2", "left3", "left4");
  }

  @Test
  void aTryIsCountedOnDiskBeforeItBegins() throws Exception {
    queue.enQueue(Mails.named("deadly"));
    for (int start = 0; start < 3; start++) {
      FileMailQueue process = (FileMailQueue) reopened();
      QueueItem item = process.take(() -> false).orElseThrow();
      assertThat(item.name().starts()).isEqualTo(start);
      item.start();
      queue = process;
    }

    assertThat(onlyEntry().getFileName().toString()).contains(".f.3.0.0.mail");
  }

  @Test
  void anOrderlyEndForgetsTheStarts() throws Exception {
    queue.enQueue(Mails.named("one"));
    QueueItem item = queue.take(() -> false).orElseThrow();
    item.start();
    item.waitForStore(java.util.Set.of("served bob"));

    QueueItem again = ((FileMailQueue) reopened()).take(() -> false).orElseThrow();

    assertThat(again.name().starts()).isZero();
    assertThat(again.name().failures()).isZero();
    assertThat(again.name().waits()).isEqualTo(1);
    assertThat(again.served()).containsExactly("served bob");
  }

  @Test
  void aDamagedFileIsKeptApartAndTheNextMailPasses() throws Exception {
    queue.enQueue(Mails.named("cut"));
    Path entry = onlyEntry();
    byte[] bytes = Files.readAllBytes(entry);
    Files.write(entry, java.util.Arrays.copyOf(bytes, bytes.length - 7));
    queue.enQueue(Mails.named("whole"));

    assertThat(queue.take(() -> false).orElseThrow().getMail().getName()).isEqualTo("whole");

    assertThat(queue.damagedCount()).isEqualTo(1);
    assertThat(queue.getSize()).isEqualTo(1);
  }

  @Test
  void anEntryWhoseFileIsGoneLeavesAMark() throws Exception {
    queue.enQueue(Mails.named("gone"));
    Files.delete(onlyEntry());
    queue.enQueue(Mails.named("there"));

    assertThat(queue.take(() -> false).orElseThrow().getMail().getName()).isEqualTo("there");

    assertThat(queue.damagedCount()).isEqualTo(1);
  }

  @Test
  void whatWasHalfWrittenIsRemovedAtTheNextStart() throws Exception {
    Path half = directory.resolve("spool/tmp/half");
    Files.writeString(half, "never acknowledged");

    reopened();

    assertThat(half).doesNotExist();
  }

  @Test
  void enqueueFailsWhenTheDiskTakesNothingAndLeavesNothingBehind() throws Exception {
    Files.delete(directory.resolve("spool/tmp"));

    assertThatThrownBy(() -> queue.enQueue(Mails.named("one")))
        .isInstanceOf(MailQueue.MailQueueException.class);

    assertThat(queue.getSize()).isZero();
    try (Stream<Path> files = Files.list(directory.resolve("spool/entries"))) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void concurrentSendersAllFindTheirMail() throws Exception {
    List<Thread> senders = new ArrayList<>();
    for (int s = 0; s < 8; s++) {
      int sender = s;
      Thread thread =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 25; i++) {
                    queue.enQueue(Mails.named("m" + sender + "-" + i));
                  }
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      thread.start();
      senders.add(thread);
    }
    for (Thread sender : senders) {
      sender.join();
    }

    assertThat(reopened().getSize()).isEqualTo(200);
  }

  @Test
  void aTakerThatStopsIsLetGo() throws Exception {
    assertThat(queue.take(() -> true)).isEqualTo(Optional.empty());
  }

  @Test
  void oldestWaitTellsOfDueMailOnly() throws Exception {
    assertThat(queue.oldestWait()).isEmpty();
    queue.enQueue(Mails.named("late"), Duration.ofHours(1));
    assertThat(queue.oldestWait()).isEmpty();
    queue.enQueue(Mails.named("now"));
    assertThat(queue.oldestWait()).isPresent();
    queue.take(() -> false).orElseThrow().done(CompletionStatus.SUCCESS);
    assertThat(queue.oldestWait()).isEmpty();
  }
}
