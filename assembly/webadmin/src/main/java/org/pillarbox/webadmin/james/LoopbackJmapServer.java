package org.pillarbox.webadmin.james;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.jmap.JMAPConfiguration;
import org.apache.james.jmap.JMAPRoute;
import org.apache.james.jmap.JMAPRoutes;
import org.apache.james.jmap.JMAPRoutesHandler;
import org.apache.james.jmap.JMAPServer;
import org.apache.james.jmap.VersionParser;
import org.apache.james.util.Port;
import org.pillarbox.webadmin.door.DoorConfiguration;
import org.pillarbox.webadmin.door.DoorSecret;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * James' JMAP on loopback, RFC 8620 and 8621 only. The server of James listens on every interface,
 * in clear, and also speaks the draft of JMAP with its own tokens.
 */
@Singleton
public final class LoopbackJmapServer extends JMAPServer {
  private static final Logger LOGGER = LoggerFactory.getLogger(LoopbackJmapServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LINE = 16 * 1024;
  private static final int HEADERS = 64 * 1024;

  private final DoorConfiguration configuration;
  private final DoorSecret secret;
  private final List<JMAPRoute> routes;
  private Optional<DisposableServer> server = Optional.empty();

  @Inject
  public LoopbackJmapServer(
      DoorConfiguration configuration,
      DoorSecret secret,
      JMAPConfiguration jamesConfiguration,
      Set<JMAPRoutesHandler> handlers,
      Set<JMAPRoutes> routes,
      VersionParser versions) {
    super(jamesConfiguration, handlers, versions);
    this.configuration = configuration;
    this.secret = secret;
    this.routes = routes.stream().flatMap(JMAPRoutes::routes).toList();
  }

  @Override
  public synchronized void start() {
    if (configuration.jmap() && server.isEmpty()) {
      server =
          Optional.of(
              HttpServer.create()
                  .host(InetAddress.getLoopbackAddress().getHostAddress())
                  .port(0)
                  .httpRequestDecoder(
                      spec -> spec.maxInitialLineLength(LINE).maxHeaderSize(HEADERS))
                  .handle(this::serve)
                  .bindNow(PATIENCE));
      LOGGER.info("JMAP is served behind the door");
    }
  }

  private Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
    if (!secret.matches(Optional.ofNullable(request.requestHeaders().get(DoorSecret.HEADER)))) {
      return response.status(HttpResponseStatus.UNAUTHORIZED).send();
    }
    return routes.stream()
        .filter(route -> route.matches(request))
        .findFirst()
        .map(route -> route.getAction().handleRequest(request, response))
        .orElseGet(() -> response.status(HttpResponseStatus.NOT_FOUND).send());
  }

  /** The port, empty while nothing listens. */
  public synchronized OptionalInt listening() {
    return server.map(open -> OptionalInt.of(open.port())).orElse(OptionalInt.empty());
  }

  @Override
  public Port getPort() {
    return Port.of(
        listening().orElseThrow(() -> new IllegalStateException("JMAP is not listening")));
  }

  @Override
  @PreDestroy
  public synchronized void stop() {
    server.ifPresent(open -> open.disposeNow(PATIENCE));
    server = Optional.empty();
  }
}
