package org.pillarbox.webadmin.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.pillarbox.engines.EngineStatus;
import org.pillarbox.webadmin.ApplianceVersion;
import org.pillarbox.webadmin.EngineWatch;
import org.pillarbox.webadmin.QueueSizes;
import org.pillarbox.webadmin.Uptime;
import org.pillarbox.webadmin.door.DoorIdentity;
import org.pillarbox.webadmin.door.Readiness;
import org.pillarbox.webadmin.health.HealthConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What James does not measure: engines, queues, disk, certificate. */
public final class ApplianceCollector extends Collector {
  private static final Logger LOGGER = LoggerFactory.getLogger(ApplianceCollector.class);

  private final EngineWatch engines;
  private final QueueSizes queues;
  private final HealthConfiguration health;
  private final DoorIdentity identity;
  private final Readiness readiness;
  private final Uptime uptime;

  @Inject
  public ApplianceCollector(
      EngineWatch engines,
      QueueSizes queues,
      HealthConfiguration health,
      DoorIdentity identity,
      Readiness readiness,
      Uptime uptime) {
    this.engines = engines;
    this.queues = queues;
    this.health = health;
    this.identity = identity;
    this.readiness = readiness;
    this.uptime = uptime;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    List<MetricFamilySamples> families = new ArrayList<>();
    families.add(
        new GaugeMetricFamily("pillarbox_build_info", "Always 1.", List.of("version"))
            .addMetric(List.of(ApplianceVersion.text()), 1));
    families.add(gauge("pillarbox_ready", "1 when mail is taken.", readiness.isReady() ? 1 : 0));
    families.add(
        gauge("pillarbox_uptime_seconds", "Since the start.", uptime.elapsed().toSeconds()));
    families.add(
        gauge(
            "pillarbox_certificate_expiry_seconds",
            "Until the certificate that is served ends.",
            identity.certificate().getNotAfter().toInstant().getEpochSecond()
                - Clock.systemUTC().instant().getEpochSecond()));
    addEngines(families);
    addQueues(families);
    addDisk(families);
    return families;
  }

  private void addEngines(List<MetricFamilySamples> families) {
    GaugeMetricFamily up =
        new GaugeMetricFamily("pillarbox_engine_up", "1 when it answers.", List.of("engine"));
    GaugeMetricFamily restarts =
        new GaugeMetricFamily(
            "pillarbox_engine_restarts",
            "How often it was restarted since the start.",
            List.of("engine"));
    for (EngineStatus engine : engines.engines()) {
      up.addMetric(List.of(engine.name()), engine.ready() ? 1 : 0);
      restarts.addMetric(List.of(engine.name()), engine.restarts());
    }
    families.add(up);
    families.add(restarts);
  }

  private void addQueues(List<MetricFamilySamples> families) {
    GaugeMetricFamily sizes =
        new GaugeMetricFamily("pillarbox_queue_messages", "Messages in it.", List.of("queue"));
    queues.now().forEach((name, size) -> sizes.addMetric(List.of(name), size));
    families.add(sizes);
    GaugeMetricFamily ages =
        new GaugeMetricFamily(
            "pillarbox_queue_oldest_seconds",
            "Since its oldest message was accepted, 0 without one.",
            List.of("queue"));
    queues.oldest().forEach((name, age) -> ages.addMetric(List.of(name), age.toMillis() / 1000.0));
    families.add(ages);
  }

  private void addDisk(List<MetricFamilySamples> families) {
    try {
      FileStore disk = Files.getFileStore(health.data());
      families.add(
          gauge(
              "pillarbox_disk_free_bytes",
              "On the disk of the data directory.",
              disk.getUsableSpace()));
      families.add(
          gauge(
              "pillarbox_disk_size_bytes",
              "Of the disk of the data directory.",
              disk.getTotalSpace()));
    } catch (IOException e) {
      LOGGER.warn("the disk of {} cannot be measured", health.data(), e);
    }
  }

  private static GaugeMetricFamily gauge(String name, String help, long value) {
    return new GaugeMetricFamily(name, help, (double) value);
  }
}
