package org.pillarbox.queue;

import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.apache.james.mailetcontainer.impl.JamesMailSpooler;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Degraded while messages lie in the error repository: accepted, not delivered, and waiting for an
 * admin.
 */
public final class SetApartHealthCheck implements HealthCheck {
  private static final ComponentName NAME = new ComponentName("Messages set apart");

  private final MailRepositoryStore repositories;
  private final MailRepositoryUrl errors;

  @Inject
  public SetApartHealthCheck(
      MailRepositoryStore repositories, JamesMailSpooler.Configuration spooler) {
    this.repositories = repositories;
    this.errors = spooler.getErrorRepositoryURL();
  }

  @Override
  public ComponentName componentName() {
    return NAME;
  }

  @Override
  public Publisher<Result> check() {
    return Mono.fromCallable(this::look).subscribeOn(Schedulers.boundedElastic());
  }

  private Result look() throws Exception {
    Optional<MailRepository> repository = repositories.get(errors);
    long size = repository.isPresent() ? repository.get().size() : 0;
    return size == 0
        ? Result.healthy(NAME)
        : Result.degraded(NAME, size + " messages are set apart in " + errors.asString());
  }
}
