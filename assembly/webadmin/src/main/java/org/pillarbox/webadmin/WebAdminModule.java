package org.pillarbox.webadmin;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Named;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.dto.DTOModuleInjections;
import org.pillarbox.webadmin.door.Backends;
import org.pillarbox.webadmin.door.DoorConfiguration;
import org.pillarbox.webadmin.door.DoorIdentity;
import org.pillarbox.webadmin.door.DoorSecret;
import org.pillarbox.webadmin.door.HttpsDoor;
import org.pillarbox.webadmin.door.Readiness;
import org.pillarbox.webadmin.health.CertificateHealthCheck;
import org.pillarbox.webadmin.health.DiskHealthCheck;
import org.pillarbox.webadmin.health.EngineHealthCheck;
import org.pillarbox.webadmin.health.HealthConfiguration;
import org.pillarbox.webadmin.james.JamesBackends;
import org.pillarbox.webadmin.james.LoopbackJmapServer;
import org.pillarbox.webadmin.metrics.ApplianceCollector;
import org.pillarbox.webadmin.metrics.MetricsRoutes;
import org.pillarbox.webadmin.routes.LoginRoutes;
import org.pillarbox.webadmin.routes.OpenApiRoutes;
import org.pillarbox.webadmin.routes.SearchRebuildDetails;
import org.pillarbox.webadmin.routes.SearchRoutes;
import org.pillarbox.webadmin.routes.SendAsRoutes;
import org.pillarbox.webadmin.routes.StatusRoutes;

/**
 * The HTTPS door, our REST resources, health checks and metrics.
 *
 * <p>Binds {@link HttpsDoor} and what it needs, {@link Tokens}, {@link Readiness}, {@link Uptime},
 * and adds to the sets of {@link Routes}, {@link HealthCheck} and {@link InitializationOperation}.
 *
 * <p>Must be bound elsewhere: {@link EngineWatch}, {@link SearchIndex}, {@code SendAsGrants} (room
 * protection), {@code MailQueueFactory<? extends ManageableMailQueue>} (room queue), {@code
 * UsersRepository} and {@code MailboxManager} (room storage), James' {@code WebAdminServerModule},
 * its route modules and {@code JMAPServerModule}. Is complete only together with {@link
 * WebAdminOverrides}, which has to be given to {@code overrideWith}.
 */
public final class WebAdminModule extends AbstractModule {
  private final DoorConfiguration door;
  private final HealthConfiguration health;
  private final Path secrets;

  /**
   * For that door.
   *
   * @param secrets the directory with {@code token.key}, which is made when there is none
   */
  public WebAdminModule(DoorConfiguration door, HealthConfiguration health, Path secrets) {
    this.door = door;
    this.health = health;
    this.secrets = secrets;
  }

  @Override
  protected void configure() {
    bind(DoorConfiguration.class).toInstance(door);
    bind(HealthConfiguration.class).toInstance(health);
    bind(DoorIdentity.class).in(Scopes.SINGLETON);
    bind(DoorSecret.class).in(Scopes.SINGLETON);
    bind(HttpsDoor.class).in(Scopes.SINGLETON);
    bind(Readiness.class).in(Scopes.SINGLETON);
    bind(Uptime.class).toInstance(new Uptime());
    bind(Backends.class).to(JamesBackends.class);
    bind(LoopbackJmapServer.class).in(Scopes.SINGLETON);
    bind(ApplianceCollector.class).in(Scopes.SINGLETON);

    Multibinder<Routes> routes = Multibinder.newSetBinder(binder(), Routes.class);
    routes.addBinding().to(StatusRoutes.class);
    routes.addBinding().to(SearchRoutes.class);
    routes.addBinding().to(SendAsRoutes.class);
    routes.addBinding().to(LoginRoutes.class);
    routes.addBinding().to(OpenApiRoutes.class);
    routes.addBinding().to(MetricsRoutes.class);

    Multibinder<HealthCheck> checks = Multibinder.newSetBinder(binder(), HealthCheck.class);
    checks.addBinding().to(DiskHealthCheck.class);
    checks.addBinding().to(CertificateHealthCheck.class);
  }

  @Provides
  @Singleton
  Tokens tokens() {
    return Tokens.in(secrets);
  }

  @ProvidesIntoSet
  @Named(DTOModuleInjections.WEBADMIN_DTO)
  AdditionalInformationDTOModule<
          ? extends TaskExecutionDetails.AdditionalInformation, ? extends AdditionalInformationDTO>
      searchRebuild() {
    return SearchRebuildDetails.module();
  }

  @ProvidesIntoSet
  HealthCheck cassandra(EngineWatch watch) {
    return new EngineHealthCheck("cassandra", EngineHealthCheck.Need.VITAL, watch);
  }

  @ProvidesIntoSet
  HealthCheck opensearch(EngineWatch watch) {
    return new EngineHealthCheck("opensearch", EngineHealthCheck.Need.SPARABLE, watch);
  }

  @ProvidesIntoSet
  InitializationOperation serveJmap(LoopbackJmapServer jmap) {
    return InitilizationOperationBuilder.forClass(LoopbackJmapServer.class)
        .init(jmap::start)
        .requires(List.of());
  }

  @ProvidesIntoSet
  InitializationOperation openDoor(HttpsDoor httpsDoor) {
    return InitilizationOperationBuilder.forClass(HttpsDoor.class)
        .init(httpsDoor::start)
        .requires(List.of());
  }
}
