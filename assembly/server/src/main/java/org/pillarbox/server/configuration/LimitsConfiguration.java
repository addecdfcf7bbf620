package org.pillarbox.server.configuration;

/**
 * Bounds on everything that comes in.
 *
 * @param message the largest message
 * @param sessions what one client may ask
 * @param login what may be done before login
 * @param freeDisk with less than this free, mail is refused with 452 4.3.1 before DATA
 */
public record LimitsConfiguration(
    MessageLimits message,
    SessionLimits sessions,
    LoginLimits login,
    @Meaning("With less free disk than this, mail waits outside (452 4.3.1).") DataSize freeDisk) {
  /** The bounds of DESIGN.md. */
  public static LimitsConfiguration defaults() {
    return new LimitsConfiguration(
        MessageLimits.defaults(),
        SessionLimits.defaults(),
        LoginLimits.defaults(),
        DataSize.megabytes(512));
  }

  /** Refuses a bound that the largest message would break by itself. */
  public LimitsConfiguration {
    Checks.atLeast("freeDisk", freeDisk, new DataSize(2 * message.size().bytes()));
  }
}
