package org.pillarbox.webadmin.james;

import com.google.common.collect.ImmutableMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.jmap.exceptions.UnauthorizedException;
import org.apache.james.jmap.http.AuthenticationChallenge;
import org.apache.james.jmap.http.AuthenticationScheme;
import org.apache.james.jmap.http.AuthenticationStrategy;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.BadCredentialsException;
import org.apache.james.mailbox.exception.MailboxException;
import org.pillarbox.webadmin.door.DoorSecret;
import org.slf4j.MDC;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;

/**
 * The one way to log into JMAP: name and password (RFC 7617), which the door has carried over TLS.
 *
 * <p>James' own strategy takes a password whose base64 holds {@code +} or {@code /} for no password
 * at all, and asks the users repository itself. This one asks the mailbox manager as IMAP does, so
 * that the bounds on guessing, and the line that a failed login leaves, are the same.
 */
public final class PasswordOverTls implements AuthenticationStrategy {
  private static final String SCHEME = "Basic ";
  private static final int MAX_LENGTH = 1024;
  // Password hashes take a sixth of a second of CPU each: never on an event loop, and few at a
  // time.
  private static final Scheduler LOGINS =
      Schedulers.newBoundedElastic(8, 200, "jmap-login", 60, true);

  private final MailboxManager mailboxes;

  @Inject
  public PasswordOverTls(MailboxManager mailboxes) {
    this.mailboxes = mailboxes;
  }

  private record Credentials(Username user, String password) {}

  @Override
  public Mono<MailboxSession> createMailboxSession(HttpServerRequest request) {
    return Mono.defer(() -> Mono.justOrEmpty(credentials(authHeaders(request))))
        .flatMap(
            credentials ->
                Mono.fromCallable(() -> login(credentials, client(request))).subscribeOn(LOGINS));
  }

  @Override
  public AuthenticationChallenge correspondingChallenge() {
    return AuthenticationChallenge.of(
        AuthenticationScheme.of("Basic"), ImmutableMap.of("realm", "pillarbox"));
  }

  // The context is what the log line of a failed login takes client and protocol from.
  private MailboxSession login(Credentials credentials, String client) throws MailboxException {
    MDC.put("ip", client);
    MDC.put("protocol", "JMAP");
    try {
      return mailboxes.authenticate(credentials.user(), credentials.password()).withoutDelegation();
    } catch (BadCredentialsException e) {
      throw new UnauthorizedException("wrong name or password", e);
    } finally {
      MDC.remove("ip");
      MDC.remove("protocol");
    }
  }

  private static String client(HttpServerRequest request) {
    return Optional.ofNullable(request.requestHeaders().get(DoorSecret.CLIENT_HEADER)).orElse("-");
  }

  private static Optional<Credentials> credentials(String header) {
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    if (header.length() > MAX_LENGTH) {
      throw new UnauthorizedException("wrong name or password");
    }
    return Optional.of(parse(header.substring(SCHEME.length()).trim()));
  }

  private static Credentials parse(String encoded) {
    try {
      String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      if (colon < 1) {
        throw new UnauthorizedException("wrong name or password");
      }
      return new Credentials(Username.of(text.substring(0, colon)), text.substring(colon + 1));
    } catch (IllegalArgumentException malformed) {
      throw new UnauthorizedException("wrong name or password", malformed);
    }
  }
}
