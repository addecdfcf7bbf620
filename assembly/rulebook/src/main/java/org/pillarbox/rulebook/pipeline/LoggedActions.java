package org.pillarbox.rulebook.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.pillarbox.actions.rules.ActionOutcome;
import org.pillarbox.actions.rules.ActionOutcomes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Outcomes of actions in the log, one line each, and the newest failure for health. */
@Singleton
public final class LoggedActions implements ActionOutcomes {
  private static final Logger LOGGER = LoggerFactory.getLogger("org.pillarbox.rules");
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final Clock clock;
  private final AtomicReference<Optional<Failure>> failure =
      new AtomicReference<>(Optional.empty());

  private record Failure(Instant at, String what) {}

  @Inject
  public LoggedActions(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void record(ActionOutcome outcome) {
    String line =
        "rule="
            + outcome.rule()
            + " version="
            + outcome.version()
            + " action="
            + outcome.action()
            + " result="
            + outcome.result()
            + " mail="
            + outcome.mailId()
            + " recipients="
            + outcome.recipients().size();
    if (outcome.result() == ActionOutcome.Result.FAILED) {
      LOGGER.warn("{} detail={}", line, outcome.detail());
      failure.set(
          Optional.of(
              new Failure(
                  clock.instant(),
                  "rule " + outcome.rule() + ", " + outcome.action() + ": " + outcome.detail())));
    } else {
      LOGGER.info("{} detail={}", line, outcome.detail());
    }
  }

  /** The newest failure of the last ten minutes, if there is one. */
  public Optional<String> recentFailure() {
    Instant since = clock.instant().minus(FRESH);
    return failure.get().filter(one -> one.at().isAfter(since)).map(Failure::what);
  }
}
