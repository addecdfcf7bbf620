package org.pillarbox.search;

import com.google.common.collect.Lists;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.model.Mailbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Makes the index anew from the mailboxes, beside the one that answers, and lets it take that one's
 * place when it is complete. Searches go on meanwhile; what changes meanwhile is written to both.
 */
public final class SearchRebuild {
  private static final Logger LOGGER = LoggerFactory.getLogger(SearchRebuild.class);
  private static final long TRIES = 1_000;

  private final MessageIndexes indexes;
  private final Mailboxes mailboxes;
  private final BulkWriter writer;
  private final Watermarks watermarks;
  private final WatermarkKeeper keeper;
  private final SearchRepair repair;
  private final SearchConfiguration configuration;
  private final AtomicBoolean running = new AtomicBoolean();

  /**
   * What a rebuild did.
   *
   * @param index name of the index that answers now
   * @param messages messages read for it
   * @param failed messages that could not be read; they are not in it
   */
  public record Rebuilt(String index, long messages, long failed) {}

  private record Filled(long messages, long failed) {
    Filled plus(Filled other) {
      return new Filled(messages + other.messages, failed + other.failed);
    }
  }

  @Inject
  SearchRebuild(
      MessageIndexes indexes,
      Mailboxes mailboxes,
      BulkWriter writer,
      Watermarks watermarks,
      WatermarkKeeper keeper,
      SearchRepair repair,
      SearchConfiguration configuration) {
    this.indexes = indexes;
    this.mailboxes = mailboxes;
    this.writer = writer;
    this.watermarks = watermarks;
    this.keeper = keeper;
    this.repair = repair;
    this.configuration = configuration;
  }

  /**
   * Rebuilds. Waits and goes on by itself when OpenSearch goes away in between; if this process
   * dies, the half-made index is removed at the next start.
   *
   * @return an {@link IllegalStateException} as error if a rebuild is running already
   */
  public Mono<Rebuilt> run() {
    return Mono.defer(
        () -> {
          if (!running.compareAndSet(false, true)) {
            return Mono.error(new IllegalStateException("The index is being rebuilt already"));
          }
          return patiently(indexes.create(false))
              .flatMap(this::fillAndSwitch)
              .doFinally(end -> running.set(false));
        });
  }

  private Mono<Rebuilt> fillAndSwitch(String index) {
    LOGGER.info("Rebuilding the search index as {}", index);
    writer.alsoWriteTo(index);
    return mailboxes
        .list()
        .concatMap(mailbox -> fill(mailbox, index))
        .reduce(new Filled(0, 0), Filled::plus)
        .flatMap(
            filled ->
                patiently(indexes.switchTo(index))
                    .thenReturn(new Rebuilt(index, filled.messages(), filled.failed())))
        .doFinally(end -> writer.noLongerWriteTo(index))
        .doOnNext(done -> keeper.start(index))
        // Messages expunged between being read here and being written are found by their mailbox
        // having moved.
        .flatMap(done -> patiently(repair.sinceWatermarks(index)).thenReturn(done))
        .doOnNext(done -> LOGGER.info("Search index rebuilt: {}", done));
  }

  private Mono<Filled> fill(Mailbox mailbox, String index) {
    return mailboxes
        .state(mailbox)
        .flatMap(
            state ->
                mailboxes
                    .metadata(mailbox, 1, Long.MAX_VALUE)
                    .map(message -> message.getComposedMessageId().getUid())
                    .buffer(configuration.bulkDocuments())
                    .concatMap(uids -> fillBatch(mailbox, uids, index), 1)
                    .reduce(new Filled(0, 0), Filled::plus)
                    .flatMap(
                        filled ->
                            watermarks
                                .save(mailbox.getMailboxId(), index, state)
                                .thenReturn(filled)));
  }

  private Mono<Filled> fillBatch(Mailbox mailbox, List<MessageUid> uids, String index) {
    List<Work> batch =
        uids.stream()
            .map(uid -> new Work(Change.content(mailbox.getMailboxId(), uid, 0)))
            .collect(Collectors.toCollection(ArrayList::new));
    return patiently(
        Mono.fromCallable(() -> writer.fill(index, Lists.newArrayList(batch)))
            .subscribeOn(Schedulers.boundedElastic())
            .flatMap(outcomes -> count(batch, outcomes)));
  }

  private static Mono<Filled> count(List<Work> batch, List<Outcome> outcomes) {
    long failed = outcomes.stream().filter(one -> one.end() == Outcome.End.FAILED).count();
    return outcomes.stream()
        .filter(outcome -> outcome.end() == Outcome.End.AWAY)
        .findFirst()
        .<Mono<Filled>>map(away -> Mono.error(new SearchUnavailableException(away.reason())))
        .orElseGet(() -> Mono.just(new Filled(batch.size(), failed)));
  }

  private <T> Mono<T> patiently(Mono<T> step) {
    Duration longest = configuration.retryTo();
    return step.retryWhen(
        Retry.backoff(TRIES, configuration.retryFrom())
            .maxBackoff(longest)
            .filter(SearchUnavailableException.class::isInstance));
  }
}
