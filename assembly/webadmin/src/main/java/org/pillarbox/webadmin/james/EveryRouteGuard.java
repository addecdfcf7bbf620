package org.pillarbox.webadmin.james;

import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import spark.Service;

/**
 * Puts the {@link DoorFilter} in front of every path. James leaves public routes (health, metrics)
 * and paths that nobody has defined without a filter; and a filter that is defined per base path
 * misses what is spelled a little otherwise. Must be the first of the routes: Spark runs filters in
 * the order of their definition.
 */
public final class EveryRouteGuard implements Routes {
  private final DoorFilter filter;

  @Inject
  public EveryRouteGuard(DoorFilter filter) {
    this.filter = filter;
  }

  @Override
  public String getBasePath() {
    return "/";
  }

  @Override
  public void define(Service service) {
    service.before(filter);
  }
}
