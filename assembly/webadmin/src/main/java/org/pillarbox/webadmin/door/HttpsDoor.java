package org.pillarbox.webadmin.door;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;
import javax.net.ssl.SSLException;
import org.apache.james.lifecycle.api.Startable;
import org.pillarbox.protection.login.LoginLog;
import org.pillarbox.webadmin.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * The one HTTP listener that can be reached from outside: TLS 1.2 or 1.3 (RFC 9325), HTTP/1.1, in
 * front of James' webadmin and JMAP, which listen on loopback only.
 *
 * <p>The order in which a request is judged: how many this client sends, whether its path means one
 * thing only, its method, its token or its tries at a password, its length. Only what passes all of
 * it is handed on, with the headers of {@link DoorHeaders} and the {@link DoorSecret}.
 */
@Singleton
public final class HttpsDoor implements Startable {
  private static final long RULES_BYTES = 16L * 1024 * 1024;
  private static final Logger LOGGER = LoggerFactory.getLogger(HttpsDoor.class);
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.OPTIONS,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final DoorConfiguration configuration;
  private final DoorIdentity identity;
  private final TokenGate gate;
  private final DoorSecret secret;
  private final Backends backends;
  private final Readiness readiness;
  private final Allowance requests;
  private final Allowance failedLogins;
  private final OpenConnections connections;
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  // Event loops of its own: JMAP shares the common ones, and a handler of James' that waits there
  // would hold up the door for everybody.
  private final LoopResources loops = LoopResources.create("door", 2, true);
  private final Forwarder forwarder;
  private Optional<DisposableServer> server = Optional.empty();

  @Inject
  public HttpsDoor(
      DoorConfiguration configuration,
      DoorIdentity identity,
      Tokens tokens,
      DoorSecret secret,
      Backends backends,
      Readiness readiness) {
    DoorLimits limits = configuration.limits();
    this.configuration = configuration;
    this.identity = identity;
    this.gate = new TokenGate(tokens);
    this.secret = secret;
    this.backends = backends;
    this.readiness = readiness;
    this.requests =
        new Allowance(
            limits.requestBurst(),
            Duration.ofSeconds(1).dividedBy(limits.requestsPerSecond()),
            System::nanoTime);
    this.failedLogins =
        new Allowance(limits.failedLoginBurst(), limits.failedLoginRefill(), System::nanoTime);
    this.connections = new OpenConnections(limits.connections(), limits.connectionsPerClient());
    this.forwarder = new Forwarder(limits, loops);
  }

  /**
   * Opens the port.
   *
   * @throws IllegalStateException when it is open already, or the certificate cannot be used
   */
  public synchronized void start() {
    if (server.isPresent()) {
      throw new IllegalStateException("the door is open already");
    }
    DoorLimits limits = configuration.limits();
    SslContext tls = tls();
    DisposableServer opened =
        HttpServer.create()
            .runOn(loops)
            .host(configuration.address())
            .port(configuration.port())
            .secure(spec -> spec.sslContext(tls).handshakeTimeout(Duration.ofSeconds(10)))
            .doOnChannelInit((observer, channel, remote) -> admit(channel))
            .httpRequestDecoder(
                spec ->
                    spec.maxInitialLineLength(limits.requestLineBytes())
                        .maxHeaderSize(limits.headerBytes())
                        .validateHeaders(true))
            .idleTimeout(limits.idleTimeout())
            .readTimeout(limits.readTimeout())
            .requestTimeout(limits.requestTimeout())
            .compress(false)
            .handle(this::serve)
            .bindNow(STOP);
    server = Optional.of(opened);
    LOGGER.info("HTTPS on {} port {}", configuration.address(), opened.port());
  }

  /** The port that is open, empty before {@link #start} and after {@link #stop}. */
  public synchronized OptionalInt port() {
    return server.map(listening -> OptionalInt.of(listening.port())).orElse(OptionalInt.empty());
  }

  /**
   * Closes the port and every connection, at once: who is in the middle of a request asks again
   * later. A door that was stopped cannot be started again; a second stop does nothing.
   */
  @PreDestroy
  public synchronized void stop() {
    server.ifPresent(listening -> listening.disposeNow(STOP));
    server = Optional.empty();
    if (!open.close().awaitUninterruptibly(STOP.toMillis())) {
      LOGGER.warn("{} connections did not close in time", open.size());
    }
    forwarder.close();
    loops.disposeLater(Duration.ZERO, STOP).block(STOP);
  }

  private SslContext tls() {
    try {
      return SslContextBuilder.forServer(identity)
          .sslProvider(SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("TLS cannot be set up with this certificate", e);
    }
  }

  private void admit(Channel channel) {
    ClientNetwork client = ClientNetwork.of(Optional.ofNullable(channel.remoteAddress()));
    if (connections.enter(client)) {
      channel.closeFuture().addListener(closed -> connections.leave(client));
      open.add(channel);
    } else {
      channel
          .close()
          .addListener(
              closed -> LOGGER.warn("too many connections, refused one of {}", client.text()));
    }
  }

  private Mono<Void> serve(HttpServerRequest request, HttpServerResponse response) {
    ClientNetwork client = ClientNetwork.of(remote(request));
    if (!requests.take(client)) {
      return ProblemAnswer.sendAndClose(
          request,
          response.header(HttpHeaderNames.RETRY_AFTER, "1"),
          new Problem(429, "too many requests: wait a second"));
    }
    Optional<DoorPath> path = DoorPath.parse(request.uri());
    if (path.isEmpty()) {
      return ProblemAnswer.sendAndClose(
          request,
          response,
          new Problem(400, "the path is not in normal form (RFC 3986 section 6)"));
    }
    if (!METHODS.contains(request.method())) {
      return ProblemAnswer.sendAndClose(request, response, new Problem(405, "no such method here"));
    }
    Destination destination = Destination.of(path.get());
    if (destination.needsReadiness() && !readiness.isReady()) {
      return ProblemAnswer.sendAndClose(
          request,
          response.header(HttpHeaderNames.RETRY_AFTER, "5"),
          new Problem(503, "the appliance is starting or stopping: try again"));
    }
    return switch (destination) {
      case LIVE -> ProblemAnswer.json(response, 200, "application/json", "{\"live\":true}");
      case READY -> ready(response);
      case ADMIN, OBSERVE -> admin(request, response, path.get(), destination);
      case JMAP, JMAP_EVENTS, JMAP_SOCKET ->
          jmap(request, response, path.get(), destination, client);
    };
  }

  private Mono<Void> ready(HttpServerResponse response) {
    boolean ready = readiness.isReady();
    return ProblemAnswer.json(
        response, ready ? 200 : 503, "application/json", "{\"ready\":" + ready + "}");
  }

  private Mono<Void> admin(
      HttpServerRequest request,
      HttpServerResponse response,
      DoorPath path,
      Destination destination) {
    Optional<String> authorization = DoorHeaders.authorization(request.requestHeaders());
    TokenGate.Answer answer =
        gate.ask(authorization, destination, READING.contains(request.method()));
    if (answer instanceof TokenGate.Answer.Stop stop) {
      if (authorization.isPresent() && stop.problem().status() == 401) {
        LoginLog.failed("https", "-", address(request));
      }
      stop.challenge().ifPresent(c -> response.header(HttpHeaderNames.WWW_AUTHENTICATE, c));
      return ProblemAnswer.sendAndClose(request, response, stop.problem());
    }
    String login = ((TokenGate.Answer.Pass) answer).claims().subject();
    HttpHeaders headers = headers(request);
    DoorHeaders.formIsJson(headers);
    headers.set(DoorSecret.LOGIN_HEADER, login);
    return pass(
        request,
        response,
        new Passage(backends.admin(), path, headers, bodyBytes(path), destination),
        status -> {});
  }

  /** Rule sets and lists are documents of their own size, which their reader bounds too. */
  private long bodyBytes(DoorPath path) {
    long usual = configuration.limits().adminBodyBytes();
    return path.first().equals("rules") || path.first().equals("lists")
        ? Math.max(usual, RULES_BYTES)
        : usual;
  }

  private Mono<Void> jmap(
      HttpServerRequest request,
      HttpServerResponse response,
      DoorPath path,
      Destination destination,
      ClientNetwork client) {
    if (DoorHeaders.isFromElsewhere(request.requestHeaders())) {
      return ProblemAnswer.sendAndClose(
          request, response, new Problem(403, "pages of other origins may not use JMAP here"));
    }
    if (!failedLogins.hasLeft(client)) {
      return ProblemAnswer.sendAndClose(
          request,
          response.header(HttpHeaderNames.RETRY_AFTER, "10"),
          new Problem(429, "too many wrong passwords: wait"));
    }
    HttpHeaders headers = headers(request);
    Optional<String> authorization = DoorHeaders.authorization(request.requestHeaders());
    authorization.ifPresent(value -> headers.set(HttpHeaderNames.AUTHORIZATION, value));
    DoorHeaders.host(request.requestHeaders())
        .ifPresent(
            host -> {
              headers.set("X-JMAP-PREFIX", "https://" + host);
              headers.set("X-JMAP-WEBSOCKET-PREFIX", "wss://" + host);
            });
    return pass(
        request,
        response,
        new Passage(
            backends.jmap(), path, headers, configuration.limits().jmapBodyBytes(), destination),
        status -> {
          if (status == 401 && authorization.isPresent()) {
            failedLogins.take(client);
          }
        });
  }

  private record Passage(
      OptionalInt port,
      DoorPath path,
      HttpHeaders headers,
      long maxBody,
      Destination destination) {}

  private Mono<Void> pass(
      HttpServerRequest request,
      HttpServerResponse response,
      Passage passage,
      Consumer<Integer> onStatus) {
    if (passage.port().isEmpty()) {
      return ProblemAnswer.sendAndClose(
          request, response, new Problem(503, "not started yet, or switched off"));
    }
    if (declaredLength(request.requestHeaders()) > passage.maxBody()) {
      return ProblemAnswer.sendAndClose(request, response, tooLong(passage.maxBody()));
    }
    boolean socket = passage.destination() == Destination.JMAP_SOCKET;
    Forwarder.Target target =
        new Forwarder.Target(
            passage.port().getAsInt(),
            passage.path().target(),
            passage.headers(),
            passage.maxBody(),
            socket || passage.destination() == Destination.JMAP_EVENTS);
    Mono<Void> exchange =
        socket && isUpgrade(request.requestHeaders())
            ? forwarder.socket(response, target, onStatus)
            : forwarder.forward(request, response, target, onStatus);
    return exchange.onErrorResume(
        error ->
            failed(response, error, passage.maxBody(), request.method() + " " + first(passage)));
  }

  private static String first(Passage passage) {
    return "/" + passage.path().first();
  }

  private Mono<Void> failed(
      HttpServerResponse response, Throwable error, long maxBody, String what) {
    if (error instanceof AbortedException) {
      LOGGER.debug("the client of {} went away", what);
      return Mono.empty();
    }
    Problem problem = problem(error, maxBody);
    if (problem.status() >= 500) {
      LOGGER.warn("{} was answered with {}: {}", what, problem.status(), error.toString());
    }
    if (response.hasSentHeaders()) {
      // Too late for an answer: an error here closes the connection, so that the client sees a
      // body cut short and not one that looks whole.
      return Mono.error(error);
    }
    response.responseHeaders().clear();
    return ProblemAnswer.close(response, problem);
  }

  private static Problem problem(Throwable error, long maxBody) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof BodyBound.Exceeded) {
        return tooLong(maxBody);
      }
      if (cause instanceof ReadTimeoutException || cause instanceof TimeoutException) {
        return new Problem(504, "the server behind the door did not answer in time");
      }
      if (cause instanceof IOException && !(cause instanceof ConnectException)) {
        return new Problem(502, "the server behind the door broke off");
      }
    }
    return new Problem(503, "the server behind the door is away or busy: try again");
  }

  private static Problem tooLong(long maxBody) {
    return new Problem(413, "the body is longer than " + maxBody + " bytes");
  }

  private HttpHeaders headers(HttpServerRequest request) {
    HttpHeaders headers = DoorHeaders.inward(request.requestHeaders());
    headers.set(DoorSecret.HEADER, secret.value());
    headers.set(DoorSecret.CLIENT_HEADER, address(request));
    return headers;
  }

  private static String address(HttpServerRequest request) {
    return Optional.ofNullable(request.remoteAddress())
        .flatMap(address -> Optional.ofNullable(address.getAddress()))
        .map(address -> address.getHostAddress())
        .orElse("unknown");
  }

  private static Optional<SocketAddress> remote(HttpServerRequest request) {
    return Optional.ofNullable(request.remoteAddress());
  }

  private static boolean isUpgrade(HttpHeaders headers) {
    return headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true);
  }

  private static long declaredLength(HttpHeaders headers) {
    String length = headers.get(HttpHeaderNames.CONTENT_LENGTH, "0");
    boolean readable = length.length() < 18 && length.chars().allMatch(Character::isDigit);
    return readable ? Long.parseLong(length) : Long.MAX_VALUE;
  }
}
