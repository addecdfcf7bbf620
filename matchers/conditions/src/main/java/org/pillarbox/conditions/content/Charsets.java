package org.pillarbox.conditions.content;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.util.CharsetUtil;

/** Bytes of mail to characters, when the label may be missing or wrong. */
public final class Charsets {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final int SNIFFED = 2_048;

  private Charsets() {}

  /** UTF-8 if the bytes are well formed, else the commonest legacy charset; never fails. */
  public static String guess(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      // Not UTF-8. Each byte means something in this charset, so the ASCII words survive at least.
      return new String(bytes, WINDOWS_1252);
    }
  }

  /**
   * Decodes by the label, and guesses where there is none or where it says ASCII, which is also
   * what a missing label is reported as (RFC 2045 section 5.2).
   */
  public static String decode(byte[] bytes, Optional<String> label, boolean html) {
    Optional<Charset> charset =
        label
            .map(Charsets::lookup)
            .flatMap(found -> found)
            .filter(found -> !found.equals(StandardCharsets.US_ASCII))
            .or(() -> html ? metaCharset(bytes) : Optional.empty());
    if (charset.isEmpty() || charset.get().equals(StandardCharsets.UTF_8)) {
      return guessCutUtf8(bytes, charset.isPresent());
    }
    return new String(bytes, charset.get());
  }

  private static String guessCutUtf8(byte[] bytes, boolean labelled) {
    return labelled ? new String(bytes, StandardCharsets.UTF_8) : guess(bytes);
  }

  private static Optional<Charset> lookup(String name) {
    return Optional.ofNullable(CharsetUtil.lookup(name));
  }

  private static Optional<Charset> metaCharset(byte[] bytes) {
    String head =
        new String(bytes, 0, Math.min(bytes.length, SNIFFED), StandardCharsets.ISO_8859_1)
            .toLowerCase(Locale.ROOT);
    int at = head.indexOf("charset=");
    if (at < 0) {
      return Optional.empty();
    }
    int start = at + "charset=".length();
    while (start < head.length() && (head.charAt(start) == '"' || head.charAt(start) == '\'')) {
      start++;
    }
    int end = start;
    while (end < head.length()
        && end - start < 40
        && (Character.isLetterOrDigit(head.charAt(end)) || "-_.:".indexOf(head.charAt(end)) >= 0)) {
      end++;
    }
    return end == start ? Optional.empty() : lookup(head.substring(start, end));
  }
}
