package org.pillarbox.actions.mime;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Bytes to text and back, without loss or not at all. */
final class Bytes {
  private Bytes() {}

  /** The text, or nothing when some bytes mean nothing in this charset. */
  static Optional<String> decode(byte[] bytes, Charset charset) {
    try {
      CharBuffer text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes));
      return Optional.of(text.toString());
    } catch (CharacterCodingException notThisCharset) {
      return Optional.empty();
    }
  }

  /** The bytes, or nothing when some letter can't be written in this charset. */
  static Optional<byte[]> encode(String text, Charset charset) {
    try {
      ByteBuffer bytes =
          charset
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(text));
      byte[] found = new byte[bytes.remaining()];
      bytes.get(found);
      return Optional.of(found);
    } catch (CharacterCodingException notThisCharset) {
      return Optional.empty();
    }
  }

  /** Header bytes: UTF-8 (RFC 6532) where they are that, else each byte a letter. */
  static String headerText(byte[] bytes, int from, int to) {
    byte[] range = Arrays.copyOfRange(bytes, from, to);
    return decode(range, StandardCharsets.UTF_8)
        .orElseGet(() -> new String(range, StandardCharsets.ISO_8859_1));
  }

  static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  /** Where the line that begins here ends, its line end included. */
  static int lineEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, to);
  }

  /** The end of a line without its line end. */
  static int textEnd(byte[] bytes, int from, int lineEnd) {
    int end = lineEnd;
    if (end > from && bytes[end - 1] == '\n') {
      end--;
    }
    if (end > from && bytes[end - 1] == '\r') {
      end--;
    }
    return end;
  }
}
