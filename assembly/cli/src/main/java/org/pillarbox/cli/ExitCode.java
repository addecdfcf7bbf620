package org.pillarbox.cli;

/** What the command's exit codes mean; scripts may rely on them. */
public final class ExitCode {
  /** Done. */
  public static final int OK = 0;

  /** Not done, or something is wrong; the message says what. */
  public static final int FAILED = 1;

  /** The command was written wrongly. */
  public static final int USAGE = 2;

  /** Pillarbox doesn't run on this data directory. */
  public static final int NOT_RUNNING = 3;

  /** What the command names isn't there. */
  public static final int NOT_FOUND = 4;

  /** What the command would make is there already. */
  public static final int EXISTS = 5;

  private ExitCode() {}
}
