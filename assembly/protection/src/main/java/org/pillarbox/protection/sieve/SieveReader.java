package org.pillarbox.protection.sieve;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the frames of one connection together to commands, with the octets of a literal counted as
 * RFC 5804 section 4 counts them. James counts characters; so a finished command names its
 * literal's length in characters.
 */
final class SieveReader {
  /** At the end of a line, at most 9 digits: no command may be longer anyway. */
  private static final Pattern LITERAL = Pattern.compile("\\{([0-9]{1,9})\\+\\}\r\n\\z");

  private final ByteArrayOutputStream command = new ByteArrayOutputStream();
  private int lineStart;
  private long literalEnd;

  /**
   * A whole command.
   *
   * @param head the line up to a literal, without it
   * @param literal the literal's text
   */
  record Command(String head, Optional<String> literal) {
    String verb() {
      String text = head.strip();
      int space = text.indexOf(' ');
      return (space < 0 ? text : text.substring(0, space)).toUpperCase(java.util.Locale.ROOT);
    }

    /** What follows the verb, without the literal. */
    String argument() {
      String text = head.strip();
      int space = text.indexOf(' ');
      return space < 0 ? "" : text.substring(space + 1).strip();
    }

    /**
     * The command as James reads it, optionally with another verb and argument before the same
     * literal.
     */
    String text(String line) {
      return literal
          .map(String::stripTrailing)
          .map(content -> line + " {" + content.length() + "+}\r\n" + content + "\r\n")
          .orElse(line + "\r\n");
    }
  }

  /**
   * Adds a frame.
   *
   * @param most bytes that a command may have
   * @return the command that this frame ends, or empty when there is more to come
   * @throws IllegalArgumentException when the command is longer than that; the connection is of no
   *     use then
   */
  Optional<Command> read(byte[] frame, int most) {
    command.write(frame, 0, frame.length);
    if (command.size() > most || literalEnd > most) {
      throw new IllegalArgumentException("command longer than " + most + " bytes");
    }
    if (frame[frame.length - 1] != '\n' || (literalEnd > 0 && command.size() < literalEnd + 2)) {
      return Optional.empty();
    }
    byte[] bytes = command.toByteArray();
    if (literalEnd == 0) {
      Matcher literal = LITERAL.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
      if (literal.find()) {
        lineStart = literal.start();
        literalEnd = (long) bytes.length + Long.parseLong(literal.group(1));
        return Optional.empty();
      }
    }
    return Optional.of(finish(bytes));
  }

  private Command finish(byte[] bytes) {
    Command finished;
    if (literalEnd == 0) {
      finished = new Command(new String(bytes, StandardCharsets.UTF_8).strip(), Optional.empty());
    } else {
      String line = new String(bytes, 0, lineStart, StandardCharsets.UTF_8);
      int start = contentStart(bytes);
      String content = new String(bytes, start, (int) literalEnd - start, StandardCharsets.UTF_8);
      finished = new Command(line.strip(), Optional.of(content));
    }
    command.reset();
    lineStart = 0;
    literalEnd = 0;
    return finished;
  }

  private int contentStart(byte[] bytes) {
    int at = lineStart;
    while (bytes[at] != '\n') {
      at++;
    }
    return at + 1;
  }
}
