package org.pillarbox.cli;

import java.io.Serial;

/** A command could not do what it was asked; the message is for the person who asked. */
public final class CommandFailure extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * Ends the command.
   *
   * @param exitCode one of {@link ExitCode}
   * @param message what is wrong and what to do
   */
  public CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** As the other, keeping what led to it. */
  public CommandFailure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** How the process ends. */
  public int exitCode() {
    return exitCode;
  }
}
