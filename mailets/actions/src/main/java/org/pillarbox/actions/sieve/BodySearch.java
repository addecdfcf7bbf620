package org.pillarbox.actions.sieve;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/**
 * Looks for words in a message's body (RFC 5173), small and capital letters being the same. In one
 * pass, with a few kilobytes of memory however large the message is. (mime4j's own search overlooks
 * what stands behind a false start, such as "aab" in "aaab".)
 */
final class BodySearch {
  private static final int CHUNK = 8_192;

  private final List<String> phrases;

  BodySearch(List<String> phrases) {
    this.phrases = phrases.stream().map(phrase -> phrase.toUpperCase(Locale.ROOT)).toList();
  }

  /** In the body as it came over the wire. */
  boolean isInRaw(InputStream message) throws IOException {
    skipHeader(message);
    return isIn(new InputStreamReader(message, StandardCharsets.ISO_8859_1));
  }

  /**
   * In the decoded text of the parts of these types.
   *
   * @param types such as {@code text/plain} or {@code text}; an empty one stands for all
   * @throws MimeException when the message can't be taken apart
   */
  boolean isInParts(InputStream message, List<String> types) throws IOException, MimeException {
    Predicate<String> wanted =
        type ->
            types.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(
                    name -> name.isEmpty() || type.equals(name) || type.startsWith(name + "/"));
    MimeTokenStream parts =
        new MimeTokenStream(MimeConfig.custom().setMaxLineLen(-1).setMaxHeaderLen(-1).build());
    parts.parse(message);
    for (EntityState state = parts.getState();
        state != EntityState.T_END_OF_STREAM;
        state = parts.next()) {
      if (state == EntityState.T_BODY
          && wanted.test(parts.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT))) {
        Charset charset = charset(parts.getBodyDescriptor().getCharset());
        if (isIn(new InputStreamReader(parts.getDecodedInputStream(), charset))) {
          return true;
        }
      }
    }
    return false;
  }

  private static Charset charset(String name) {
    try {
      return Optional.ofNullable(name).map(Charset::forName).orElse(StandardCharsets.UTF_8);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return StandardCharsets.ISO_8859_1;
    }
  }

  private static void skipHeader(InputStream message) throws IOException {
    boolean lineIsEmpty = true;
    for (int next = message.read(); next >= 0; next = message.read()) {
      if (next == '\n') {
        if (lineIsEmpty) {
          return;
        }
        lineIsEmpty = true;
      } else if (next != '\r') {
        lineIsEmpty = false;
      }
    }
  }

  private boolean isIn(Reader text) throws IOException {
    int longest = phrases.stream().mapToInt(String::length).max().orElse(0);
    StringBuilder window = new StringBuilder();
    char[] chunk = new char[CHUNK];
    for (int read = text.read(chunk); read >= 0; read = text.read(chunk)) {
      window.append(new String(chunk, 0, read).toUpperCase(Locale.ROOT));
      if (phrases.stream().anyMatch(phrase -> window.indexOf(phrase) >= 0)) {
        return true;
      }
      window.delete(0, Math.max(0, window.length() - longest));
    }
    return phrases.contains("");
  }
}
