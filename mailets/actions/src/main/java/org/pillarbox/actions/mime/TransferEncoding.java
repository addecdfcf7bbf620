package org.pillarbox.actions.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** How a body stands in the message, RFC 2045 section 6. */
public enum TransferEncoding {
  /** Lines of ASCII. */
  SEVEN_BIT("7bit"),
  /** Lines of any bytes. */
  EIGHT_BIT("8bit"),
  /** Any bytes. */
  BINARY("binary"),
  /** ASCII as it is, all else as =XX. */
  QUOTED_PRINTABLE("quoted-printable"),
  /** Four letters for three bytes. */
  BASE64("base64");

  private static final int LINE = 76;
  private static final String HEX = "0123456789ABCDEF";

  private final String token;

  TransferEncoding(String token) {
    this.token = token;
  }

  /** As the header says it. */
  public String token() {
    return token;
  }

  /** What this header says; 7bit when it says nothing; empty for what is unknown. */
  static Optional<TransferEncoding> of(HeaderBlock header) {
    Optional<Field> field = header.first("Content-Transfer-Encoding");
    if (field.isEmpty()) {
      return Optional.of(SEVEN_BIT);
    }
    String said = Parameterized.parse(field.get().body()).value().toLowerCase(Locale.ROOT);
    for (TransferEncoding encoding : values()) {
      if (encoding.token.equals(said)) {
        return Optional.of(encoding);
      }
    }
    return Optional.empty();
  }

  boolean isIdentity() {
    return this == SEVEN_BIT || this == EIGHT_BIT || this == BINARY;
  }

  /** What the bytes stand for. Lenient: what is no code is passed on or left out. */
  public byte[] decode(byte[] body) {
    return switch (this) {
      case SEVEN_BIT, EIGHT_BIT, BINARY -> body;
      case BASE64 -> Base64.getMimeDecoder().decode(untilPadding(body));
      case QUOTED_PRINTABLE -> fromQuotedPrintable(body);
    };
  }

  /**
   * Whether all of the body is told by decoding it. What some program has appended to a base64 body
   * in clear is not: writing such a body anew would lose it.
   */
  boolean tellsAll(byte[] body) {
    if (this != BASE64) {
      return true;
    }
    int letters = 0;
    boolean padded = false;
    for (byte b : body) {
      boolean letter = isAsciiLetter(b) || b == '+' || b == '/';
      boolean blank = b == ' ' || b == '\t' || b == '\r' || b == '\n';
      if (!(letter || blank || b == '=') || (letter && padded)) {
        return false;
      }
      letters += letter ? 1 : 0;
      padded |= b == '=';
    }
    return letters % 4 != 1;
  }

  private static boolean isAsciiLetter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
  }

  /** Java's decoder fails on what follows the padding or on one letter too many; mail has both. */
  private static byte[] untilPadding(byte[] body) {
    ByteArrayOutputStream letters = new ByteArrayOutputStream(body.length);
    for (byte b : body) {
      if (b == '=') {
        break;
      }
      if (isAsciiLetter(b) || b == '+' || b == '/') {
        letters.write(b);
      }
    }
    byte[] found = letters.toByteArray();
    return found.length % 4 == 1 ? java.util.Arrays.copyOf(found, found.length - 1) : found;
  }

  /** The bytes as they may stand in a message; lines end as given. */
  public byte[] encode(byte[] content, String lineEnd) {
    return switch (this) {
      case SEVEN_BIT, EIGHT_BIT, BINARY -> content;
      case BASE64 ->
          Base64.getMimeEncoder(LINE, lineEnd.getBytes(StandardCharsets.US_ASCII)).encode(content);
      case QUOTED_PRINTABLE -> toQuotedPrintable(content, lineEnd);
    };
  }

  private static byte[] fromQuotedPrintable(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
    int at = 0;
    while (at < body.length) {
      int lineEnd = Bytes.lineEnd(body, at, body.length);
      int textEnd = Bytes.textEnd(body, at, lineEnd);
      int trimmed = textEnd;
      // Blanks at the end of a line were added on the way (rule 3).
      while (trimmed > at && (body[trimmed - 1] == ' ' || body[trimmed - 1] == '\t')) {
        trimmed--;
      }
      boolean soft = trimmed > at && body[trimmed - 1] == '=';
      quotedLine(body, at, soft ? trimmed - 1 : trimmed, out);
      if (!soft) {
        out.write(body, textEnd, lineEnd - textEnd);
      }
      at = lineEnd;
    }
    return out.toByteArray();
  }

  private static void quotedLine(byte[] body, int from, int to, ByteArrayOutputStream out) {
    int at = from;
    while (at < to) {
      int high = body[at] == '=' && at + 2 < to ? Character.digit(body[at + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(body[at + 2], 16) : -1;
      out.write(low >= 0 ? high * 16 + low : body[at]);
      at += low >= 0 ? 3 : 1;
    }
  }

  private static byte[] toQuotedPrintable(byte[] content, String lineEnd) {
    byte[] end = lineEnd.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + content.length / 10);
    int at = 0;
    while (at < content.length) {
      int next = Bytes.lineEnd(content, at, content.length);
      // A bare LF is no end of a line here: it is kept as what it is.
      int text = Bytes.textEnd(content, at, next);
      boolean ends = text < next && (lineEnd.length() == 1 || next - text == 2);
      quoteLine(content, at, ends ? text : next, out, end);
      if (ends) {
        out.writeBytes(end);
      }
      at = next;
    }
    return out.toByteArray();
  }

  private static void quoteLine(
      byte[] content, int from, int to, ByteArrayOutputStream out, byte[] lineEnd) {
    int column = 0;
    for (int i = from; i < to; i++) {
      int value = content[i] & 0xff;
      boolean blank = value == ' ' || value == '\t';
      boolean plain = blank ? i + 1 < to : value > ' ' && value <= '~' && value != '=';
      if (column + (plain ? 1 : 3) > LINE - 1) {
        out.write('=');
        out.writeBytes(lineEnd);
        column = 0;
      }
      // A line of ours, broken here or not, must never be taken for the boundary of a part.
      plain &= value != '-' || column > 0;
      if (plain) {
        out.write(value);
      } else {
        out.write('=');
        out.write(HEX.charAt(value >> 4));
        out.write(HEX.charAt(value & 15));
      }
      column += plain ? 1 : 3;
    }
  }
}
