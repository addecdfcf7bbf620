package org.pillarbox.webadmin.metrics;

import com.codahale.metrics.MetricRegistry;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.dropwizard.DropwizardExports;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import spark.Service;

/**
 * {@code GET /metrics}: what James and the JVM measure (their registry) and what {@link
 * ApplianceCollector} adds, in the text format of Prometheus, version 0.0.4.
 */
public final class MetricsRoutes implements Routes {
  /** Where. */
  public static final String PATH = "/metrics";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final CollectorRegistry registry = new CollectorRegistry(false);
  // A gauge of James may ask a store that hangs: that holds these threads, not webadmin's.
  private final Scheduler threads = Schedulers.newBoundedElastic(2, 4, "metrics", 60, true);

  @Inject
  public MetricsRoutes(MetricRegistry james, ApplianceCollector appliance) {
    registry.register(new DropwizardExports(james));
    registry.register(appliance);
  }

  @Override
  public String getBasePath() {
    return PATH;
  }

  @Override
  public void define(Service service) {
    service.get(
        PATH,
        (request, response) -> {
          response.type(TextFormat.CONTENT_TYPE_004);
          return Mono.fromCallable(this::text).subscribeOn(threads).block(PATIENCE);
        });
  }

  private String text() throws IOException {
    StringWriter text = new StringWriter();
    TextFormat.write004(text, registry.metricFamilySamples());
    return text.toString();
  }
}
