package org.pillarbox.server.configuration;

/**
 * What is written about what happens.
 *
 * @param format for people or for machines
 * @param level how much
 */
public record LogConfiguration(
    @Meaning("text for people, json for machines.") Format format,
    @Meaning("How much is written.") Level level) {

  /** How a line looks. */
  public enum Format {
    /** One line of text per event. */
    TEXT,
    /** One JSON object per line. */
    JSON
  }

  /** How much is written. */
  public enum Level {
    /** What went wrong. */
    ERROR,
    /** And what may go wrong. */
    WARN,
    /** And what happened to each message. */
    INFO,
    /** And how. */
    DEBUG
  }

  /** Text, and what happened to each message. */
  public static LogConfiguration defaults() {
    return new LogConfiguration(Format.TEXT, Level.INFO);
  }
}
