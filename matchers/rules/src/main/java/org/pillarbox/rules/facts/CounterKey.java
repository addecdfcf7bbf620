package org.pillarbox.rules.facts;

import java.time.Duration;

/**
 * What is counted.
 *
 * @param by whose count
 * @param measure what is added up
 * @param window over how long, from one second to 31 days
 */
public record CounterKey(By by, Measure measure, Duration window) {
  /** Whose count it is. */
  public enum By {
    /** The envelope sender's. */
    SENDER,
    /** The logged in user's. */
    USER,
    /** The client's network: /24 of IPv4, /64 of IPv6. */
    NETWORK
  }

  /** What is added up. */
  public enum Measure {
    /** Messages accepted. */
    MESSAGES,
    /** Recipients accepted. */
    RECIPIENTS,
    /** Bytes accepted. */
    BYTES
  }

  private static final Duration LONGEST = Duration.ofDays(31);

  public CounterKey {
    if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "window %s: between one second and 31 days is allowed".formatted(window));
    }
  }
}
