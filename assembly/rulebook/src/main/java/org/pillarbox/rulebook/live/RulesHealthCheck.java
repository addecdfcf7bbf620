package org.pillarbox.rulebook.live;

import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.pillarbox.rulebook.pipeline.LoggedActions;
import org.pillarbox.rulebook.suspension.SuspendedAccounts;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Rules that are off, can't be read or fail, and accounts that they have suspended. */
public final class RulesHealthCheck implements HealthCheck {
  private static final ComponentName NAME = new ComponentName("Rules");

  private final LiveRules rules;
  private final LoggedActions actions;
  private final SuspendedAccounts suspended;

  @Inject
  public RulesHealthCheck(LiveRules rules, LoggedActions actions, SuspendedAccounts suspended) {
    this.rules = rules;
    this.actions = actions;
    this.suspended = suspended;
  }

  @Override
  public ComponentName componentName() {
    return NAME;
  }

  @Override
  public Publisher<Result> check() {
    return Mono.fromCallable(this::look).subscribeOn(Schedulers.boundedElastic());
  }

  private Result look() {
    if (rules.current().isEmpty()) {
      return Result.unhealthy(NAME, "no rule set is known: mail is put off");
    }
    List<String> words = new ArrayList<>();
    if (rules.isOff()) {
      words.add("rules are off");
    }
    rules.trouble().ifPresent(words::add);
    rules.takenBack().map(why -> "taken back: " + why).ifPresent(words::add);
    actions.recentFailure().ifPresent(words::add);
    suspended.all().forEach(entry -> words.add("suspended: " + entry.account()));
    return words.isEmpty() ? Result.healthy(NAME) : Result.degraded(NAME, String.join("; ", words));
  }
}
