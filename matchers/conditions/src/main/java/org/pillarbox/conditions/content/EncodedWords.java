package org.pillarbox.conditions.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Encoded words in header fields (RFC 2047). One pass; a word that is not well formed stays as it
 * is. Neighbours in one charset are joined before they are decoded, because senders cut characters
 * in the middle.
 */
final class EncodedWords {
  private static final int LONGEST_CHARSET = 80;

  private final String raw;
  private final StringBuilder text;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private String pendingCharset = "";

  private EncodedWords(String raw) {
    this.raw = raw;
    this.text = new StringBuilder(raw.length());
  }

  /** Its bytes are kept as Latin-1 text, for records of arrays do not compare. */
  private record Word(String charset, String bytes, int end) {}

  /** The text with its encoded words decoded. */
  static String decode(String raw) {
    return raw.contains("=?") ? new EncodedWords(raw).decode() : raw;
  }

  private String decode() {
    int at = 0;
    while (at < raw.length()) {
      Optional<Word> word = raw.startsWith("=?", at) ? word(at) : Optional.empty();
      if (word.isPresent()) {
        add(word.get());
        at = word.get().end();
        int next = afterSpace(at);
        // Space between two encoded words is not part of the text (RFC 2047 section 6.2).
        at = raw.startsWith("=?", next) && word(next).isPresent() ? next : at;
      } else {
        flush();
        text.append(raw.charAt(at));
        at++;
      }
    }
    flush();
    return text.toString();
  }

  private int afterSpace(int from) {
    int at = from;
    while (at < raw.length() && Character.isWhitespace(raw.charAt(at))) {
      at++;
    }
    return at;
  }

  private void add(Word word) {
    if (!word.charset().equals(pendingCharset)) {
      flush();
      pendingCharset = word.charset();
    }
    pending.writeBytes(word.bytes().getBytes(StandardCharsets.ISO_8859_1));
  }

  private void flush() {
    if (pending.size() > 0) {
      text.append(Charsets.decode(pending.toByteArray(), Optional.of(pendingCharset), false));
      pending.reset();
    }
  }

  private Optional<Word> word(int start) {
    int charsetEnd = raw.indexOf('?', start + 2);
    boolean shaped =
        charsetEnd > start + 2
            && charsetEnd - start < LONGEST_CHARSET
            && charsetEnd + 2 < raw.length()
            && raw.charAt(charsetEnd + 2) == '?';
    if (!shaped) {
      return Optional.empty();
    }
    int textStart = charsetEnd + 3;
    // The encoded text has no '?' of its own, so the look ahead ends at the next one.
    int textEnd = raw.indexOf('?', textStart);
    if (textEnd < 0 || textEnd + 1 >= raw.length() || raw.charAt(textEnd + 1) != '=') {
      return Optional.empty();
    }
    String charset = raw.substring(start + 2, charsetEnd).toLowerCase(Locale.ROOT);
    int language = charset.indexOf('*');
    String encoded = raw.substring(textStart, textEnd);
    return switch (raw.charAt(charsetEnd + 1)) {
      case 'B', 'b' -> Optional.of(new Word(cut(charset, language), base64(encoded), textEnd + 2));
      case 'Q', 'q' -> Optional.of(new Word(cut(charset, language), quoted(encoded), textEnd + 2));
      default -> Optional.empty();
    };
  }

  /** RFC 2231 section 5 lets a language follow the charset. */
  private static String cut(String charset, int language) {
    return language < 0 ? charset : charset.substring(0, language);
  }

  private static String base64(String encoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    int held = 0;
    int bits = 0;
    for (int i = 0; i < encoded.length() && encoded.charAt(i) != '='; i++) {
      int value = sextet(encoded.charAt(i));
      if (value >= 0) {
        held = (held << 6 | value) & 0xFFFF;
        bits += 6;
        if (bits >= 8) {
          bits -= 8;
          bytes.write(held >> bits);
        }
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static int sextet(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
  }

  private static String quoted(String encoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    int at = 0;
    while (at < encoded.length()) {
      char c = encoded.charAt(at);
      int octet = c == '=' ? Octets.hex(encoded, at + 1) : -1;
      if (octet >= 0) {
        bytes.write(octet);
        at += 3;
      } else {
        bytes.write(c == '_' ? ' ' : c);
        at++;
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
