package org.pillarbox.webadmin.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.pillarbox.engines.EngineStatus;
import org.pillarbox.webadmin.ApplianceVersion;
import org.pillarbox.webadmin.EngineWatch;
import org.pillarbox.webadmin.QueueSizes;
import org.pillarbox.webadmin.Uptime;
import org.pillarbox.webadmin.door.Readiness;
import spark.Service;

/** {@code GET /pillarbox/status}: what {@code pillarbox status} shows. */
public final class StatusRoutes implements Routes {
  /** Where. */
  public static final String PATH = "/pillarbox/status";

  private final EngineWatch engines;
  private final QueueSizes queues;
  private final Readiness readiness;
  private final Uptime uptime;

  @Inject
  public StatusRoutes(EngineWatch engines, QueueSizes queues, Readiness readiness, Uptime uptime) {
    this.engines = engines;
    this.queues = queues;
    this.readiness = readiness;
    this.uptime = uptime;
  }

  @Override
  public String getBasePath() {
    return PATH;
  }

  @Override
  public void define(Service service) {
    service.get(PATH, (request, response) -> status().toString());
  }

  private ObjectNode status() {
    ObjectNode status =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", ApplianceVersion.text())
            .put("ready", readiness.isReady())
            .put("startedAt", uptime.startedAt().toString())
            .put("uptimeSeconds", uptime.elapsed().toSeconds());
    ArrayNode engineList = status.putArray("engines");
    engines.engines().forEach(engine -> engineList.add(json(engine)));
    ArrayNode queueList = status.putArray("queues");
    queues.now().forEach((name, size) -> queueList.addObject().put("name", name).put("size", size));
    return status;
  }

  private static ObjectNode json(EngineStatus engine) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", engine.name())
            .put("state", engine.state().name().toLowerCase(Locale.ROOT))
            .put("pid", engine.pid())
            .put("restarts", engine.restarts());
    engine.lastExit().ifPresent(exit -> node.put("lastExit", exit));
    return node;
  }
}
