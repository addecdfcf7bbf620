package org.pillarbox.protection.imap;

import java.util.Optional;

/**
 * Reads along with what an IMAP client sends and counts, byte by byte, without keeping any of it:
 * bytes, literals, open parentheses and NOT/OR of the command under way (RFC 3501 section 9).
 * James' parser recurses for the last two and allocates for the first two before it asks who is
 * there.
 */
final class CommandScanner {
  /** More NOT and OR than a person's filter has, fewer than the parser's stack bears. */
  private static final int MOST_OPERATORS = 256;

  private static final long NO_LITERAL = -1;

  private enum Part {
    TEXT,
    QUOTED,
    ESCAPED,
    LITERAL_SIZE,
    LITERAL_CLOSED,
    LITERAL
  }

  private final ImapBounds bounds;
  private Part part = Part.TEXT;
  private long commandBytes;
  private int literals;
  private int depth;
  private int operators;
  private long literal = NO_LITERAL;
  private int word;
  private int wordLength;

  CommandScanner(ImapBounds bounds) {
    this.bounds = bounds;
  }

  /**
   * Takes one byte and says what bound it passes, if any. The connection is of no use after that.
   */
  Optional<String> next(byte value, boolean loggedIn) {
    commandBytes++;
    if (!loggedIn && commandBytes > bounds.commandBytes()) {
      return Optional.of("command too long");
    }
    switch (part) {
      case TEXT -> text(value);
      case QUOTED -> quoted(value);
      case ESCAPED -> part = value == '\n' ? endOfLine() : Part.QUOTED;
      case LITERAL_SIZE -> literalSize(value);
      case LITERAL_CLOSED -> literalClosed(value);
      case LITERAL -> {
        literal--;
        part = literal == 0 ? Part.TEXT : Part.LITERAL;
      }
    }
    return violation(loggedIn);
  }

  private void text(byte value) {
    switch (value) {
      case '"' -> part = Part.QUOTED;
      case '(' -> depth++;
      case ')' -> depth--;
      case '{' -> {
        part = Part.LITERAL_SIZE;
        literal = 0;
      }
      case '\n' -> part = endOfLine();
      default -> {
        letter(value);
        return;
      }
    }
    endOfWord();
  }

  private void letter(byte value) {
    if (value == ' ' || value == '\r') {
      endOfWord();
    } else {
      wordLength++;
      word = word << 8 | Character.toUpperCase((char) (value & 0xff));
    }
  }

  private void endOfWord() {
    boolean not = wordLength == 3 && word == ('N' << 16 | 'O' << 8 | 'T');
    boolean or = wordLength == 2 && word == ('O' << 8 | 'R');
    operators += not || or ? 1 : 0;
    word = 0;
    wordLength = 0;
  }

  private void quoted(byte value) {
    switch (value) {
      case '"' -> part = Part.TEXT;
      case '\\' -> part = Part.ESCAPED;
      case '\n' -> part = endOfLine();
      default -> part = Part.QUOTED;
    }
  }

  private void literalSize(byte value) {
    if (value >= '0' && value <= '9') {
      literal = Math.min(Integer.MAX_VALUE, literal * 10 + (value - '0'));
    } else if (value == '}') {
      part = Part.LITERAL_CLOSED;
    } else if (value != '+') {
      part = Part.TEXT;
      text(value);
    }
  }

  private void literalClosed(byte value) {
    if (value == '\n') {
      literals++;
      part = literal == 0 ? Part.TEXT : Part.LITERAL;
    } else if (value != '\r') {
      part = Part.TEXT;
      text(value);
    }
  }

  private Part endOfLine() {
    commandBytes = 0;
    literals = 0;
    depth = 0;
    operators = 0;
    return Part.TEXT;
  }

  private Optional<String> violation(boolean loggedIn) {
    if (literals > bounds.literals()) {
      return Optional.of("too many literals");
    }
    if (!loggedIn && part == Part.LITERAL && literal > bounds.literalBytes()) {
      return Optional.of("literal too long");
    }
    if (depth > bounds.depth() || operators > MOST_OPERATORS) {
      return Optional.of("nested too deep");
    }
    return Optional.empty();
  }
}
