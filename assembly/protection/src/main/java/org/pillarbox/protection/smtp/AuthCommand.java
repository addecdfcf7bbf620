package org.pillarbox.protection.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.esmtp.EhloExtension;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.pillarbox.protection.ProtectionConfiguration;
import org.pillarbox.protection.login.LoginLog;
import org.pillarbox.protection.rcpt.AwayLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * AUTH PLAIN and LOGIN (RFC 4954, RFC 4616), offered and taken after TLS only. A third wrong
 * password ends the session. Nobody acts for somebody else: an authorization identity other than
 * the login is refused.
 */
public final class AuthCommand implements CommandHandler<SMTPSession>, EhloExtension {
  private static final Logger LOGGER = LoggerFactory.getLogger(AuthCommand.class);

  private final AwayLog away = new AwayLog(LOGGER);
  private static final AttachmentKey<Integer> FAILED =
      AttachmentKey.of("pillarbox.failed-logins", Integer.class);
  private static final Reply TLS_FIRST =
      new Reply("538", "5.7.11", "Encryption required: STARTTLS first");
  private static final Reply SEQUENCE = new Reply("503", "5.5.1", "AUTH is not allowed now");
  private static final Reply MECHANISM =
      new Reply("504", "5.5.4", "Mechanisms are PLAIN and LOGIN");
  private static final Reply UNREADABLE = new Reply("501", "5.5.2", "Can't decode the response");
  private static final Reply ABORTED = new Reply("501", "5.7.0", "Authentication aborted");
  private static final Reply SUCCESS = new Reply("235", "2.7.0", "Authentication successful");
  private static final Reply FAILURE =
      new Reply("535", "5.7.8", "Authentication credentials invalid");
  private static final Reply LAST_FAILURE =
      new Reply("421", "4.7.0", "Too many failed logins, closing");
  private static final Reply AWAY = new Reply("454", "4.7.0", "Temporary authentication failure");

  private final UsersRepository users;
  private final int mostFailures;

  @Inject
  public AuthCommand(UsersRepository users, ProtectionConfiguration configuration) {
    this.users = users;
    this.mostFailures = configuration.smtp().failedLogins();
  }

  @Override
  public Set<String> getImplCommands() {
    return Set.of("AUTH");
  }

  @Override
  public List<String> getImplementedEsmtpFeatures(SMTPSession session) {
    return session.isTLSStarted() ? List.of("AUTH PLAIN LOGIN") : List.of();
  }

  @Override
  public Response onCommand(SMTPSession session, Request request) {
    if (!session.isTLSStarted()) {
      return TLS_FIRST.response();
    }
    if (session.getUsername() != null
        || session.getAttachment(SMTPSession.SENDER, State.Transaction).isPresent()) {
      return SEQUENCE.response();
    }
    String[] words = Optional.ofNullable(request.getArgument()).orElse("").trim().split(" +", -1);
    Optional<String> initial = words.length == 2 ? Optional.of(words[1]) : Optional.empty();
    return switch (words[0].toUpperCase(Locale.ROOT)) {
      case "PLAIN" -> answerTo(session, initial, "", response -> plain(session, response));
      case "LOGIN" -> answerTo(session, initial, "VXNlcm5hbWU6", user -> password(session, user));
      default -> MECHANISM.response();
    };
  }

  private Response password(SMTPSession session, String user) {
    return answerTo(
        session, Optional.empty(), "UGFzc3dvcmQ6", password -> verify(session, user, password));
  }

  private Response plain(SMTPSession session, String response) {
    String[] fields = response.split("\0", -1);
    if (fields.length != 3) {
      return UNREADABLE.response();
    }
    boolean forSomebodyElse = !fields[0].isEmpty() && !fields[0].equalsIgnoreCase(fields[1]);
    if (forSomebodyElse) {
      LoginLog.failed(fields[1]);
      return failed(session);
    }
    return verify(session, fields[1], fields[2]);
  }

  /**
   * Decodes what the client has sent with the command, or asks for it with a challenge and decodes
   * that.
   */
  private Response answerTo(
      SMTPSession session,
      Optional<String> initial,
      String challenge,
      Function<String, Response> next) {
    if (initial.isPresent()) {
      return decode(initial.get().equals("=") ? "" : initial.get())
          .map(next)
          .orElseGet(UNREADABLE::response);
    }
    LineHandler<SMTPSession> handler =
        (client, line) -> {
          client.popLineHandler();
          String text = new String(line, StandardCharsets.US_ASCII).trim();
          return text.equals("*")
              ? ABORTED.response()
              : decode(text).map(next).orElseGet(UNREADABLE::response);
        };
    session.pushLineHandler(handler);
    return new SMTPResponse("334", challenge);
  }

  private static Optional<String> decode(String base64) {
    try {
      return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      LOGGER.debug("AUTH response is not base64", e);
      return Optional.empty();
    }
  }

  private Response verify(SMTPSession session, String user, String password) {
    Optional<Username> username = username(user);
    if (username.isEmpty()) {
      LoginLog.failed(user);
      return failed(session);
    }
    try {
      if (!users.test(username.get(), password)) {
        return failed(session);
      }
    } catch (UsersRepositoryException | RuntimeException e) {
      away.warn("Login of " + username.get().asString() + " can't be checked now", e);
      return AWAY.response();
    }
    session.setUsername(username.get());
    session.setRelayingAllowed(true);
    return SUCCESS.response();
  }

  private static Optional<Username> username(String text) {
    try {
      return Optional.of(Username.of(text));
    } catch (IllegalArgumentException e) {
      LOGGER.debug("Not a user name", e);
      return Optional.empty();
    }
  }

  private Response failed(SMTPSession session) {
    int failures = session.getAttachment(FAILED, State.Connection).orElse(0) + 1;
    session.setAttachment(FAILED, failures, State.Connection);
    return failures >= mostFailures ? LAST_FAILURE.lastResponse() : FAILURE.response();
  }
}
