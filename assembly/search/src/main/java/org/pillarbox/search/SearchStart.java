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
 * if the index was made by an older version, its rebuild as soon as OpenSearch answers.
 */
public final class SearchStart implements Startable {
  private static final Logger LOGGER = LoggerFactory.getLogger(SearchStart.class);

  private static final Duration PERIOD = Duration.ofSeconds(30);

  private final IndexWorker worker;
  private final MessageIndexes indexes;
  private final WatermarkKeeper keeper;
  private final SearchRepair repair;
  private final SearchRebuild rebuild;
  private final SearchConfiguration configuration;
  private volatile String checked = "";
  private Optional<Disposable> background = Optional.empty();

  @Inject
  SearchStart(
      IndexWorker worker,
      MessageIndexes indexes,
      WatermarkKeeper keeper,
      SearchRepair repair,
      SearchRebuild rebuild,
      SearchConfiguration configuration) {
    this.worker = worker;
    this.indexes = indexes;
    this.keeper = keeper;
    this.repair = repair;
    this.rebuild = rebuild;
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

  /** Also notices that the index was lost and is another one now. */
  private Mono<Void> check() {
    return indexes
        .ensure()
        .filter(index -> !index.equals(checked))
        .flatMap(
            index -> {
              keeper.start(index);
              return indexes.isCurrent(index)
                  ? repair.sinceWatermarks(index).then()
                  : rebuild.run().then();
            })
        .then(indexes.ensure())
        .doOnNext(index -> checked = index)
        .then();
  }

  /** Ends what is still running of it. */
  @PreDestroy
  public void stop() {
    background.ifPresent(Disposable::dispose);
  }
}
