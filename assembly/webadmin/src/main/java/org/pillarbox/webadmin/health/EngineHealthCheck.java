package org.pillarbox.webadmin.health;

import java.util.Locale;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.pillarbox.engines.EngineStatus;
import org.pillarbox.webadmin.EngineWatch;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Whether one engine answers. */
public final class EngineHealthCheck implements HealthCheck {
  /** What the appliance can do without the engine. */
  public enum Need {
    /** Nothing: no mail is taken or read. */
    VITAL,
    /** All but what it is for: search. */
    SPARABLE
  }

  private final String engine;
  private final Need need;
  private final EngineWatch watch;
  private final ComponentName name;

  /** For the engine of that name, as {@link EngineStatus#name()} says it. */
  public EngineHealthCheck(String engine, Need need, EngineWatch watch) {
    this.engine = engine;
    this.need = need;
    this.watch = watch;
    this.name = new ComponentName("Engine " + engine);
  }

  @Override
  public ComponentName componentName() {
    return name;
  }

  @Override
  public Publisher<Result> check() {
    return Mono.fromCallable(
        () ->
            watch.engines().stream()
                .filter(status -> status.name().equals(engine))
                .findFirst()
                .map(this::judge)
                .orElseGet(() -> bad("nobody watches " + engine)));
  }

  private Result judge(EngineStatus status) {
    if (status.ready()) {
      return Result.healthy(name);
    }
    return bad(
        engine
            + " is "
            + status.state().name().toLowerCase(Locale.ROOT)
            + " after "
            + status.restarts()
            + " restarts"
            + status.lastExit().map(exit -> ", last exit: " + exit).orElse(""));
  }

  private Result bad(String words) {
    return switch (need) {
      case VITAL -> Result.unhealthy(name, words);
      case SPARABLE -> Result.degraded(name, words);
    };
  }
}
