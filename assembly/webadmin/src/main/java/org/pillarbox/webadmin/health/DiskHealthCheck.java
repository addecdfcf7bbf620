package org.pillarbox.webadmin.health;

import java.io.IOException;
import java.nio.file.Files;
import javax.inject.Inject;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Free room on the disk of the data directory. */
public final class DiskHealthCheck implements HealthCheck {
  private static final ComponentName NAME = new ComponentName("Disk");

  private final HealthConfiguration configuration;

  @Inject
  public DiskHealthCheck(HealthConfiguration configuration) {
    this.configuration = configuration;
  }

  @Override
  public ComponentName componentName() {
    return NAME;
  }

  @Override
  public Publisher<Result> check() {
    return Mono.fromCallable(this::look);
  }

  private Result look() throws IOException {
    long free = Files.getFileStore(configuration.data()).getUsableSpace();
    String words = (free >> 20) + " MiB are free on the disk of the data directory";
    if (free < configuration.diskFull()) {
      return Result.unhealthy(NAME, words + ": mail is refused until there is room");
    }
    return free < configuration.diskLow() ? Result.degraded(NAME, words) : Result.healthy(NAME);
  }
}
