package org.pillarbox.conditions.content;

import java.util.Arrays;
import org.apache.james.mime4j.stream.Field;

/** The text of a header field. */
final class FieldText {
  private FieldText() {}

  /** The text behind the colon, without line ends. Unencoded UTF-8 is legal there (RFC 6532). */
  static String of(Field field) {
    byte[] raw = field.getRaw().toByteArray();
    int colon = 0;
    while (colon < raw.length && raw[colon] != ':') {
      colon++;
    }
    byte[] value = new byte[Math.max(0, raw.length - colon - 1)];
    int length = 0;
    for (int i = colon + 1; i < raw.length; i++) {
      if (raw[i] != '\r' && raw[i] != '\n') {
        value[length] = raw[i];
        length++;
      }
    }
    return Charsets.guess(Arrays.copyOf(value, length)).strip();
  }
}
