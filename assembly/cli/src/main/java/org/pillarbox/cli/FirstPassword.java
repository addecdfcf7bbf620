package org.pillarbox.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The first account's password, which the first start leaves in {@code secrets/first-password}
 * (address on the first line, password on the second) until it has been shown once.
 *
 * @param account whose it is
 * @param password in clear
 */
record FirstPassword(String account, String password) {

  /** Whether there is one that nobody has seen yet. */
  static boolean waits(Path data) {
    return Files.exists(file(data));
  }

  /**
   * Reads it. It is still there afterwards, so that a terminal that goes away meanwhile loses
   * nothing; {@link #forget} takes it away once it is on the screen.
   */
  static Optional<FirstPassword> read(Path data) throws CommandFailure {
    try {
      List<String> lines = Files.readAllLines(file(data));
      return lines.size() < 2
          ? Optional.empty()
          : Optional.of(new FirstPassword(lines.get(0), lines.get(1)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(data, e);
    }
  }

  static void forget(Path data) throws CommandFailure {
    try {
      Files.deleteIfExists(file(data));
    } catch (IOException e) {
      throw unreadable(data, e);
    }
  }

  private static Path file(Path data) {
    return data.resolve("secrets/first-password");
  }

  private static CommandFailure unreadable(Path data, IOException e) {
    return new CommandFailure(ExitCode.FAILED, file(data) + " can't be read: " + e, e);
  }

  @Override
  public String toString() {
    return "FirstPassword[" + account + "]";
  }
}
