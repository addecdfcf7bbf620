package org.pillarbox.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** Passwords come from standard input, never from the command line, where every user sees them. */
final class Passwords {
  private static final int LONGEST = 1_024;
  private static final int SHORTEST = 8;
  private static final int LETTERS = 20;

  /** Without letters that look alike; 20 of 55 make 115 bits. */
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private Passwords() {}

  /** The first line. */
  static String read(InputStream in) throws CommandFailure {
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    StringBuilder line = new StringBuilder();
    try {
      for (int letter = reader.read(); letter >= 0 && letter != '\n'; letter = reader.read()) {
        if (line.length() == LONGEST) {
          throw new CommandFailure(
              ExitCode.USAGE, "The password is longer than " + LONGEST + " characters.");
        }
        line.append((char) letter);
      }
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Standard input can't be read: " + e, e);
    }
    String password = line.toString().replaceAll("\r$", "");
    if (password.length() < SHORTEST) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "The password on standard input has fewer than " + SHORTEST + " characters.");
    }
    return password;
  }

  /** A new one that nobody could guess. */
  static String generate() {
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < LETTERS; i++) {
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }
}
