package org.pillarbox.search;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import reactor.core.publisher.Mono;

/**
 * Whether search answers and how far behind it is. Never worse than degraded: mail is received,
 * kept and read without it, and nothing that waits to be indexed is lost.
 */
public final class SearchHealthCheck implements HealthCheck {
  /** The name under which the check is shown. */
  public static final ComponentName NAME = new ComponentName("OpenSearch");

  private static final Duration BEHIND = Duration.ofSeconds(60);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final OpenSearchHttp http;
  private final IndexWorker worker;
  private final SearchConfiguration configuration;
  private final Clock clock;

  @Inject
  SearchHealthCheck(
      OpenSearchHttp http, IndexWorker worker, SearchConfiguration configuration, Clock clock) {
    this.http = http;
    this.worker = worker;
    this.configuration = configuration;
    this.clock = clock;
  }

  @Override
  public ComponentName componentName() {
    return NAME;
  }

  @Override
  public Mono<Result> check() {
    return http.get("/_cluster/health/" + configuration.alias() + "?filter_path=status")
        .timeout(ANSWER)
        .map(answer -> answer.body().path("status").asText("missing"))
        .map(this::result)
        .onErrorResume(
            e -> Mono.just(Result.degraded(NAME, "Search is away: " + e.getMessage() + lag())));
  }

  private Result result(String status) {
    IndexWorker.Status worked = worker.status();
    Optional<Duration> age =
        worked.oldest().map(oldest -> Duration.between(oldest, Instant.now(clock)));
    if (!status.equals("green") && !status.equals("yellow")) {
      return Result.degraded(NAME, "The search index is " + status + lag());
    }
    if (worked.trouble().isPresent()) {
      return Result.degraded(NAME, "Not indexing: " + worked.trouble().get() + lag());
    }
    if (age.filter(waited -> waited.compareTo(BEHIND) > 0).isPresent()) {
      return Result.degraded(NAME, "Search is behind" + lag());
    }
    return Result.healthy(NAME);
  }

  private String lag() {
    IndexWorker.Status status = worker.status();
    if (status.pending() == 0) {
      return "";
    }
    String since = status.oldest().map(oldest -> ", the oldest since " + oldest).orElse("");
    return "; " + status.pending() + " messages wait" + since;
  }
}
