package org.pillarbox.webadmin.rules;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import org.apache.james.webadmin.Routes;

/**
 * REST resources of the rule set, its lists and the quarantine: adds to the set of {@link Routes}.
 *
 * <p>Must be bound elsewhere: what room rulebook binds.
 */
public final class RuleRoutesModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder<Routes> routes = Multibinder.newSetBinder(binder(), Routes.class);
    routes.addBinding().to(RuleRoutes.class);
    routes.addBinding().to(WishRoutes.class);
    routes.addBinding().to(ListRoutes.class);
    routes.addBinding().to(QuarantineRoutes.class);
    routes.addBinding().to(ExplanationRoutes.class);
  }
}
