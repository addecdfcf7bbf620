package org.pillarbox.webadmin.rules;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import javax.inject.Named;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.dto.DTOModuleInjections;

/**
 * REST resources of the rule set, its lists and the quarantine: adds to the set of {@link Routes}
 * and to the details of tasks that can be shown.
 *
 * <p>Must be bound elsewhere: what room rulebook binds, and James' {@code TaskManager}.
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
    routes.addBinding().to(SimulationRoutes.class);
    routes.addBinding().to(AttributeRoutes.class);
  }

  @ProvidesIntoSet
  @Named(DTOModuleInjections.WEBADMIN_DTO)
  AdditionalInformationDTOModule<
          ? extends TaskExecutionDetails.AdditionalInformation, ? extends AdditionalInformationDTO>
      simulation() {
    return SimulationDetails.module();
  }
}
