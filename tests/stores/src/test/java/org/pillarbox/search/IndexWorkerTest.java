package org.pillarbox.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import javax.mail.Flags;
import org.apache.james.core.healthcheck.Result;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.SearchQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pillarbox.engines.OpenSearchEngine;
import org.pillarbox.engines.testing.OpenSearchExtension;

/** What happens between a change and its being found, when all goes well and when it does not. */
@ExtendWith(OpenSearchExtension.class)
class IndexWorkerTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String MESSAGE = "Subject: %s\n\nquartzmeadow\n";

  private JamesWithIndex.Disk disk;
  private Door door;
  private JamesWithIndex james;

  @BeforeEach
  void start(OpenSearchEngine.Endpoint openSearch) throws Exception {
    disk = JamesWithIndex.Disk.empty();
    door = Door.to(openSearch.uri());
    james = boot();
    james.createMailbox("INBOX");
  }

  private JamesWithIndex boot() {
    return new JamesWithIndex(JamesWithIndex.configuration(door.uri(), disk.alias()), disk)
        .started();
  }

  @AfterEach
  void stop() throws Exception {
    james.close();
    door.close();
  }

  private int hits(String text) throws Exception {
    return james.search("INBOX", SearchQuery.mailContains(text)).size();
  }

  private void append(String subject) throws Exception {
    james.append("INBOX", MESSAGE.formatted(subject));
  }

  @Test
  void aMessageIsFoundWithinASecondByItself() throws Exception {
    append("warm-up");
    await().atMost(SOON).ignoreExceptions().until(() -> hits("warm-up") == 1);

    append("zephyrquill");

    await().atMost(Duration.ofSeconds(2)).until(() -> hits("zephyrquill") == 1);
  }

  @Test
  void flagsAndExpungesFollow() throws Exception {
    append("first");
    append("second");
    MessageManager inbox = james.mailbox("INBOX");
    inbox.setFlags(
        new Flags(Flags.Flag.DELETED),
        MessageManager.FlagsUpdateMode.ADD,
        MessageRange.one(MessageUid.of(1)),
        james.session);
    james.awaitIndexed();
    assertThat(james.search("INBOX", SearchQuery.flagIsSet(Flags.Flag.DELETED)))
        .containsExactly(1L);
    assertThat(hits("quartzmeadow")).isEqualTo(2);

    inbox.expunge(MessageRange.all(), james.session);
    james.awaitIndexed();

    assertThat(hits("quartzmeadow")).isEqualTo(1);
  }

  @Test
  void aDeletedMailboxLeavesNothing() throws Exception {
    james.createMailbox("Gone");
    james.append("Gone", MESSAGE.formatted("gone"));
    james.awaitIndexed();
    var id = james.mailbox("Gone").getMailboxEntity();

    james.manager.deleteMailbox(james.path("Gone"), james.session);
    james.awaitIndexed();

    assertThat(
            james
                .index
                .search(
                    james.session, java.util.List.of(id.getMailboxId()), SearchQuery.matchAll(), 10)
                .collectList()
                .block(SOON))
        .isEmpty();
  }

  @Test
  void whileOpenSearchIsAwayAppendsGoOnSearchSaysSoAndAllIsFoundAfterwards() throws Exception {
    append("before");
    james.awaitIndexed();
    door.shut();

    long start = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      append("meanwhile");
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    assertThat(took).isLessThan(Duration.ofSeconds(5));
    assertThatThrownBy(() -> hits("before"))
        .hasRootCauseInstanceOf(java.io.IOException.class)
        .hasStackTraceContaining("SearchUnavailableException");
    assertThat(james.outbox.size()).isEqualTo(50);
    Result health = james.health.check().block(SOON);
    assertThat(health.isDegraded()).isTrue();
    assertThat(health.getCause().orElse("")).contains("50 messages wait");

    door.open();

    await().atMost(SOON).ignoreExceptions().until(() -> hits("meanwhile") == 50);
    await().atMost(SOON).until(() -> james.outbox.size() == 0);
    assertThat(james.health.check().block(SOON).isHealthy()).isTrue();
  }

  @Test
  void whatWasRecordedBeforeADeathIsIndexedAfterIt() throws Exception {
    append("before");
    james.awaitIndexed();
    door.shut();
    append("recorded");
    james.close();
    door.open();

    james = boot();

    await().atMost(SOON).ignoreExceptions().until(() -> hits("recorded") == 1);
  }

  @Test
  void whatNobodyWasToldOfIsFoundAtTheNextStart() throws Exception {
    append("before");
    james.awaitIndexed();
    james.close();
    // A process that died between the mailbox write and the listener: nothing in the outbox.
    try (JamesWithIndex deaf =
        new JamesWithIndex(JamesWithIndex.configuration(door.uri(), disk.alias()), disk)) {
      deaf.append("INBOX", MESSAGE.formatted("unheard"));
      deaf.mailbox("INBOX")
          .setFlags(
              new Flags(Flags.Flag.SEEN),
              MessageManager.FlagsUpdateMode.ADD,
              MessageRange.one(MessageUid.of(1)),
              deaf.session);
      disk.outbox()
          .settle(
              java.util.List.copyOf(
                  com.google.common.collect.Lists.newArrayList(disk.outbox().backlog())))
          .block(SOON);
    }

    james = boot();

    await().atMost(SOON).ignoreExceptions().until(() -> hits("unheard") == 1);
    await()
        .atMost(SOON)
        .until(() -> james.search("INBOX", SearchQuery.flagIsSet(Flags.Flag.SEEN)).contains(1L));
  }

  @Test
  void aChangeThatFailedHalfWayIsFoundWithoutARestart() throws Exception {
    append("before");
    james.awaitIndexed();
    james.start.check().block(SOON);
    // Written by statements of which a later one failed: nobody was told.
    try (JamesWithIndex other =
        new JamesWithIndex(JamesWithIndex.configuration(door.uri(), disk.alias()), disk)) {
      other.append("INBOX", MESSAGE.formatted("halfway"));
      disk.outbox()
          .settle(
              java.util.List.copyOf(
                  com.google.common.collect.Lists.newArrayList(disk.outbox().backlog())))
          .block(SOON);
    }
    james.start.check().block(SOON);
    james.awaitIndexed();
    assertThat(hits("halfway")).as("while nothing has failed nothing is compared").isZero();

    james.failures.incrementAndGet();
    james.start.check().block(SOON);
    james.start.check().block(SOON);

    await().atMost(SOON).ignoreExceptions().until(() -> hits("halfway") == 1);
  }

  @Test
  void aLostIndexIsFilledAgain() throws Exception {
    append("before");
    james.awaitIndexed();
    String index = james.indexes.ensure().block(SOON);
    james.close();
    door.delete(index);

    james = boot();

    await().atMost(SOON).ignoreExceptions().until(() -> hits("before") == 1);
  }

  @Test
  void aRebuildTakesThePlaceOfTheIndexInOneStep() throws Exception {
    append("one");
    append("two");
    james.awaitIndexed();
    String before = james.indexes.ensure().block(SOON);

    SearchRebuild.Rebuilt rebuilt = james.rebuild.run().block(SOON);

    assertThat(rebuilt.messages()).isEqualTo(2);
    assertThat(rebuilt.failed()).isZero();
    assertThat(james.indexes.ensure().block(SOON)).isEqualTo(rebuilt.index()).isNotEqualTo(before);
    assertThat(hits("quartzmeadow")).isEqualTo(2);
    append("three");
    james.awaitIndexed();
    assertThat(hits("quartzmeadow")).isEqualTo(3);
  }

  @Test
  void moreHitsThanAPageHoldsAreAllFound() throws Exception {
    for (int i = 0; i < 120; i++) {
      append("many");
    }
    james.awaitIndexed();

    assertThat(james.search("INBOX", SearchQuery.subject("many")))
        .hasSize(120)
        .isSorted()
        .doesNotHaveDuplicates();
  }
}
