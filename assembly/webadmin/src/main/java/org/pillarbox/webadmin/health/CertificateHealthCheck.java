package org.pillarbox.webadmin.health;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import javax.inject.Inject;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.pillarbox.webadmin.door.DoorIdentity;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** How long the certificate that is being served is still good for. */
public final class CertificateHealthCheck implements HealthCheck {
  private static final ComponentName NAME = new ComponentName("Certificate");

  private final HealthConfiguration configuration;
  private final Supplier<X509Certificate> certificate;
  private final Clock clock;

  @Inject
  public CertificateHealthCheck(HealthConfiguration configuration, DoorIdentity identity) {
    this(configuration, identity::certificate, Clock.systemUTC());
  }

  CertificateHealthCheck(
      HealthConfiguration configuration, Supplier<X509Certificate> certificate, Clock clock) {
    this.configuration = configuration;
    this.certificate = certificate;
    this.clock = clock;
  }

  @Override
  public ComponentName componentName() {
    return NAME;
  }

  @Override
  public Publisher<Result> check() {
    return Mono.fromCallable(this::look);
  }

  private Result look() {
    X509Certificate served = certificate.get();
    Instant now = clock.instant();
    if (now.isBefore(served.getNotBefore().toInstant())) {
      return Result.unhealthy(
          NAME, "the certificate is valid from " + served.getNotBefore().toInstant() + " only");
    }
    Instant end = served.getNotAfter().toInstant();
    Duration left = Duration.between(now, end);
    String words = (left.isNegative() ? "the certificate ended " : "the certificate ends ") + end;
    if (left.compareTo(configuration.certificateUrgent()) < 0) {
      return Result.unhealthy(NAME, words);
    }
    return left.compareTo(configuration.certificateSoon()) < 0
        ? Result.degraded(NAME, words)
        : Result.healthy(NAME);
  }
}
