package org.pillarbox.actions;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.mail.MessagingException;
import org.apache.james.util.DurationParser;

/**
 * The parameters of {@link DeliverRemotely}.
 *
 * @param enabled false: this server sends nothing outside, and says so to the sender
 * @param helloName what we call ourselves; the host name
 * @param from whose name notifications bear
 * @param smarthost where all mail goes instead of the recipients' servers
 * @param retryAfter waits between attempts, the last one again and again
 * @param giveUpAfter age of a mail at which it is given up
 * @param delayNoticeAfter age of a mail at which its sender is told once that it is late
 * @param connectTimeout how long a server may take to answer a connection
 * @param timeout how long it may take for each reply
 * @param threads how many mails are sent at the same time
 * @param port of the next server, 25 but for tests
 * @param bounceProcessor where a mail goes that is given up
 */
record OutboundSettings(
    boolean enabled,
    String helloName,
    String from,
    Optional<Smarthost> smarthost,
    List<Duration> retryAfter,
    Duration giveUpAfter,
    Duration delayNoticeAfter,
    Duration connectTimeout,
    Duration timeout,
    int threads,
    int port,
    String bounceProcessor) {

  /**
   * The server that takes all our mail.
   *
   * @param host its name, which its certificate must bear unless TLS is opportunistic
   * @param port on which it listens
   * @param user with which to log in; empty: no login
   * @param password for it
   * @param tls how much TLS is asked
   * @param tlsFromStart TLS from the first byte (RFC 8314), not after STARTTLS
   */
  record Smarthost(
      String host, int port, String user, String password, TlsPolicy tls, boolean tlsFromStart) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  static OutboundSettings from(Function<String, Optional<String>> parameters)
      throws MessagingException {
    Function<String, Optional<String>> given =
        name -> parameters.apply(name).map(String::strip).filter(value -> !value.isEmpty());
    try {
      return read(given);
    } catch (IllegalArgumentException e) {
      throw new MessagingException("DeliverRemotely: " + e.getMessage(), e);
    }
  }

  private static OutboundSettings read(Function<String, Optional<String>> given) {
    return new OutboundSettings(
        given.apply("enabled").map(Boolean::parseBoolean).orElse(true),
        required(given, "helloName"),
        required(given, "from"),
        given.apply("smarthost").map(host -> smarthost(host, given)),
        Arrays.stream(required(given, "retryAfter").split(",", -1))
            .map(String::strip)
            .map(OutboundSettings::duration)
            .toList(),
        duration(required(given, "giveUpAfter")),
        duration(required(given, "delayNoticeAfter")),
        given
            .apply("connectTimeout")
            .map(OutboundSettings::duration)
            .orElse(Duration.ofSeconds(30)),
        given.apply("timeout").map(OutboundSettings::duration).orElse(Duration.ofMinutes(5)),
        given.apply("threads").map(Integer::parseInt).orElse(16),
        given.apply("port").map(Integer::parseInt).orElse(25),
        required(given, "bounceProcessor"));
  }

  private static Smarthost smarthost(String host, Function<String, Optional<String>> given) {
    String user = given.apply("smarthostUser").orElse("");
    String mode = given.apply("smarthostTls").orElse("starttls");
    TlsPolicy tls =
        switch (mode) {
          case "starttls", "implicit" -> TlsPolicy.VERIFIED;
          case "opportunistic" -> TlsPolicy.OPPORTUNISTIC;
          default ->
              throw new IllegalArgumentException(
                  "smarthostTls is starttls, implicit or opportunistic, not " + mode);
        };
    if (!user.isEmpty() && !tls.verifies()) {
      throw new IllegalArgumentException(
          "a password goes to a verified smarthost only: smarthostTls must not be opportunistic");
    }
    return new Smarthost(
        host,
        given.apply("smarthostPort").map(Integer::parseInt).orElse(587),
        user,
        given.apply("smarthostPassword").orElse(""),
        tls,
        mode.equals("implicit"));
  }

  private static Duration duration(String value) {
    Duration duration = DurationParser.parse(value);
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("a duration must be more than 0, not " + value);
    }
    return duration;
  }

  private static String required(Function<String, Optional<String>> given, String name) {
    return given
        .apply(name)
        .orElseThrow(() -> new IllegalArgumentException("the parameter " + name + " is missing"));
  }

  /** How long to wait after this many attempts (1 or more). */
  Duration waitAfter(int attempts) {
    return retryAfter.get(Math.min(Math.max(attempts, 1), retryAfter.size()) - 1);
  }
}
