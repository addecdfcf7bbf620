package org.pillarbox.webadmin.routes;

import java.time.Clock;
import javax.inject.Inject;
import org.apache.james.task.TaskManager;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.tasks.TaskFromRequest;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.pillarbox.webadmin.SearchIndex;
import spark.Service;

/**
 * {@code POST /pillarbox/search/rebuild}: makes the search index anew, as a task that {@code
 * /tasks/{id}} shows.
 */
public final class SearchRoutes implements Routes {
  private static final String REBUILD = "/pillarbox/search/rebuild";

  private final SearchIndex index;
  private final TaskManager tasks;
  private final Clock clock;
  private final JsonTransformer json;

  @Inject
  public SearchRoutes(SearchIndex index, TaskManager tasks, Clock clock, JsonTransformer json) {
    this.index = index;
    this.tasks = tasks;
    this.clock = clock;
    this.json = json;
  }

  @Override
  public String getBasePath() {
    return REBUILD;
  }

  @Override
  public void define(Service service) {
    TaskFromRequest rebuild = request -> new SearchRebuildTask(index, clock);
    service.post(REBUILD, rebuild.asRoute(tasks), json);
  }
}
