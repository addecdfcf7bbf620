package org.pillarbox.server.configuration;

/**
 * Where a value was written, for messages.
 *
 * @param source the file as the admin knows it, or the variable
 * @param line line in the file, from 1; 0 when the source has no lines
 */
public record Origin(String source, int line) {
  /** The built-in value. */
  public static final Origin DEFAULT = new Origin("default", 0);

  /**
   * A value from the environment.
   *
   * @param variable name of the variable
   */
  public static Origin environment(String variable) {
    return new Origin("environment variable " + variable, 0);
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + " line " + line;
  }
}
