package org.pillarbox.tracking;

/**
 * Makes text from outside harmless in a line of the log: what another server, a client or a message
 * said may neither end the line nor look like another field, nor turn the reading direction.
 */
final class LogText {
  private LogText() {}

  /** The text with control, format and separator characters escaped, cut at that length. */
  static String escaped(String text, int most) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), most) + 16);
    int end = Math.min(text.length(), most);
    for (int i = 0; i < end; i++) {
      append(out, text.charAt(i));
    }
    if (text.length() > most) {
      out.append("...");
    }
    return out.toString();
  }

  /** As {@link #escaped}, in quotes when there is a space, a quote or an equals sign in it. */
  static String value(String text, int most) {
    String escaped = escaped(text, most);
    boolean plain =
        !escaped.isEmpty()
            && escaped.chars().noneMatch(c -> c == ' ' || c == '"' || c == '=' || c == '\\');
    return plain ? escaped : '"' + escaped.replace("\"", "\\\"") + '"';
  }

  private static void append(StringBuilder out, char c) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\\' -> out.append("\\\\");
      default -> {
        if (isHarmless(c)) {
          out.append(c);
        } else {
          out.append(String.format("\\u%04x", (int) c));
        }
      }
    }
  }

  private static boolean isHarmless(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
