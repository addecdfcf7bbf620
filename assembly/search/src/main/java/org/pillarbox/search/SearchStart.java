package org.pillarbox.search;

import java.time.Duration;
import java.util.Optional;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import org.apache.james.lifecycle.api.Startable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Gets search going without anyone waiting for it: the worker at once; the index, the repair and,
 * if the index was made by an older version, its rebuild as soon as OpenSearch answers. The repair
 * is done again after the store has failed: a message may be in its mailbox although its writer was
 * told that it could not be written, and this room was told nothing.
 */
public final class SearchStart implements Startable {
  private static final Logger LOGGER = LoggerFactory.getLogger(SearchStart.class);

  private static final Duration PERIOD = Duration.ofSeconds(30);

  private final IndexWorker worker;
  private final MessageIndexes indexes;
  private final WatermarkKeeper keeper;
  private final SearchRepair repair;
  private final SearchRebuild rebuild;
  private final StoreFailures failures;
  private final SearchConfiguration configuration;
  private volatile String checked = "";
  private volatile long failuresSeen;
  private volatile long failuresRepaired;
  private Optional<Disposable> background = Optional.empty();

  @Inject
  SearchStart(
      IndexWorker worker,
      MessageIndexes indexes,
      WatermarkKeeper keeper,
      SearchRepair repair,
      SearchRebuild rebuild,
      StoreFailures failures,
      SearchConfiguration configuration) {
    this.worker = worker;
    this.indexes = indexes;
    this.keeper = keeper;
    this.repair = repair;
    this.rebuild = rebuild;
    this.failures = failures;
    this.configuration = configuration;
  }

  /** Starts everything; returns at once. */
  public void start() {
    worker.start();
    background =
        Optional.of(
            Mono.defer(this::check)
                .then(Mono.delay(PERIOD))
                .repeat()
                .retryWhen(
                    Retry.backoff(Long.MAX_VALUE, configuration.retryFrom())
                        .maxBackoff(max(configuration.retryTo(), configuration.retryFrom()))
                        .doBeforeRetry(
                            again ->
                                LOGGER.info(
                                    "The search index can't be checked yet: {}",
                                    again.failure().toString())))
                .subscribeOn(Schedulers.boundedElastic())
                .subscribe());
  }

  private static Duration max(Duration one, Duration two) {
    return one.compareTo(two) >= 0 ? one : two;
  }

  /** Also notices that the index was lost and is another one now, and that the store failed. */
  Mono<Void> check() {
    return Mono.defer(
        () -> {
          // What failed in this period is looked after in the next: what a failed statement
          // still writes is there by then.
          long rested = failuresSeen;
          failuresSeen = failures.count();
          return indexes
              .ensure()
              .filter(index -> !index.equals(checked) || rested != failuresRepaired)
              .flatMap(index -> repair(index, rested))
              .then(indexes.ensure())
              .doOnNext(index -> checked = index)
              .then();
        });
  }

  private Mono<Void> repair(String index, long failed) {
    if (!index.equals(checked)) {
      keeper.start(index);
    }
    Mono<?> done = indexes.isCurrent(index) ? repair.sinceWatermarks(index) : rebuild.run();
    return done.doOnSuccess(
            found -> {
              failuresRepaired = failed;
              keeper.repaired(failed);
            })
        .then();
  }

  /** Ends what is still running of it. */
  @PreDestroy
  public void stop() {
    background.ifPresent(Disposable::dispose);
  }
}
