package org.pillarbox.rulebook.text;

/**
 * One thing that is wrong in a document.
 *
 * @param pointer where, as a JSON pointer (RFC 6901); empty for the whole document
 * @param value what stands there, cut to 200 characters; empty if nothing does
 * @param expected what may stand there
 * @param line in the text, from 1; 0 when it is not known
 */
public record Problem(String pointer, String value, String expected, int line) {
  private static final int MAX_VALUE = 200;

  public Problem {
    value = value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) + "…" : value;
  }

  /** A problem whose line is not known yet. */
  public static Problem at(String pointer, String value, String expected) {
    return new Problem(pointer, value, expected, 0);
  }

  Problem onLine(int found) {
    return new Problem(pointer, value, expected, found);
  }

  @Override
  public String toString() {
    String where = pointer.isEmpty() ? "document" : pointer;
    return (line > 0 ? "line " + line + ": " : "")
        + where
        + (value.isEmpty() ? "" : ": " + value)
        + ": expected "
        + expected;
  }
}
