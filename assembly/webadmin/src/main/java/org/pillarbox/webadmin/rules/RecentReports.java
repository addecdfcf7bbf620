package org.pillarbox.webadmin.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.inject.Inject;
import javax.inject.Singleton;

/**
 * What the newest simulations found. James' task manager keeps whatever a task tells of itself as
 * long as the process lives, so a task tells where its report is, and old ones are let go here.
 */
@Singleton
public final class RecentReports {
  static final int KEPT = 20;

  private final Map<UUID, JsonNode> reports =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, JsonNode> eldest) {
          return size() > KEPT;
        }
      };

  @Inject
  public RecentReports() {}

  /** Keeps the report in place of an earlier one of the same simulation; null once it is let go. */
  synchronized Supplier<JsonNode> keep(UUID simulation, JsonNode report) {
    reports.put(simulation, report);
    return () -> find(simulation);
  }

  private synchronized JsonNode find(UUID simulation) {
    return reports.getOrDefault(simulation, NullNode.getInstance());
  }
}
