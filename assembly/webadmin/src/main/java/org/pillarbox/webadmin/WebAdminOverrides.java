package org.pillarbox.webadmin;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.inject.Named;
import org.apache.commons.configuration2.BaseConfiguration;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.jmap.JMAPConfiguration;
import org.apache.james.jmap.JMAPServer;
import org.apache.james.jmap.Version;
import org.apache.james.jmap.core.JmapRfc8621Configuration;
import org.apache.james.jmap.draft.JMAPDraftConfiguration;
import org.apache.james.jmap.http.AuthenticationStrategy;
import org.apache.james.webadmin.RandomPortSupplier;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.WebAdminConfiguration;
import org.apache.james.webadmin.authentication.AuthenticationFilter;
import org.apache.james.webadmin.mdc.LoggingRequestFilter;
import org.pillarbox.webadmin.door.DoorConfiguration;
import org.pillarbox.webadmin.health.HealthConfiguration;
import org.pillarbox.webadmin.health.TimedHealthCheck;
import org.pillarbox.webadmin.james.DoorFilter;
import org.pillarbox.webadmin.james.EveryRouteGuard;
import org.pillarbox.webadmin.james.LoopbackJmapServer;
import org.pillarbox.webadmin.james.PasswordOverTls;
import org.pillarbox.webadmin.james.RequestLog;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * What of James' own HTTP wiring must be otherwise; to be given to {@code overrideWith}, after
 * {@link WebAdminModule} was combined.
 *
 * <p>These are bindings and not files in {@code conf/}, so that no file can open webadmin or JMAP
 * past the door. Replaces: where webadmin listens and who is let in, its log of request bodies, the
 * JMAP server (loopback, RFC 8621 only) and how users log into it, and the health checks, each of
 * which gets an end.
 */
public final class WebAdminOverrides extends AbstractModule {
  private static final int WEBADMIN_THREADS = 16;
  private static final int HEALTH_THREADS = 16;

  @Override
  protected void configure() {
    bind(AuthenticationFilter.class).to(DoorFilter.class);
    bind(LoggingRequestFilter.class).to(RequestLog.class).in(Scopes.SINGLETON);
    bind(JMAPServer.class).to(LoopbackJmapServer.class);
  }

  @Provides
  @Singleton
  WebAdminConfiguration webAdmin() {
    return WebAdminConfiguration.builder()
        .enabled()
        .host("127.0.0.1")
        .port(new RandomPortSupplier())
        .corsDisabled()
        .minThreadCount(Optional.of(2))
        .maxThreadCount(Optional.of(WEBADMIN_THREADS))
        .build();
  }

  @Provides
  @Singleton
  @Named("webAdminRoutes")
  List<Routes> routes(EveryRouteGuard guard, Set<Routes> routes) {
    return ImmutableList.<Routes>builder().add(guard).addAll(routes).build();
  }

  // Disabled means: James does not start its own server and asks for no keys of the draft.
  @Provides
  @Singleton
  JMAPConfiguration jmap() {
    return JMAPConfiguration.builder()
        .disable()
        .defaultVersion(Version.RFC8621)
        .disableUserProvisioning()
        .disableEmailQueryView()
        .build();
  }

  @Provides
  @Singleton
  JMAPDraftConfiguration draft() {
    return JMAPDraftConfiguration.builder().disable().build();
  }

  @Provides
  @Singleton
  JmapRfc8621Configuration rfc8621(DoorConfiguration door) {
    BaseConfiguration configuration = new BaseConfiguration();
    // The door says by which name the client came.
    configuration.setProperty("dynamic.jmap.prefix.resolution.enabled", true);
    configuration.setProperty("upload.max.size", Long.toString(door.limits().jmapBodyBytes()));
    configuration.setProperty("webpush.prevent.server.side.request.forgery", true);
    return JmapRfc8621Configuration.from(configuration);
  }

  @Provides
  @Singleton
  @Named("jmapRFC8621AuthenticationStrategies")
  Set<AuthenticationStrategy> strategies(PasswordOverTls passwords) {
    return ImmutableSet.of(passwords);
  }

  @Provides
  @Singleton
  @Named("resolved-checks")
  Set<HealthCheck> checks(Set<HealthCheck> checks, HealthConfiguration configuration) {
    Scheduler threads = Schedulers.newBoundedElastic(HEALTH_THREADS, 100, "health", 60, true);
    return checks.stream()
        .sorted(Comparator.comparing(check -> check.componentName().getName()))
        .map(check -> new TimedHealthCheck(check, configuration.patience(), threads))
        .collect(Collectors.collectingAndThen(Collectors.toList(), ImmutableSet::copyOf));
  }
}
