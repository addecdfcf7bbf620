package org.pillarbox.rules.catalog;

/**
 * One thing that is wrong in what was written.
 *
 * @param pointer where, as a JSON pointer (RFC 6901)
 * @param value what stands there, short
 * @param expected what is expected there
 */
public record Problem(String pointer, String value, String expected) {
  private static final int LONGEST = 200;

  public Problem {
    value = value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
  }

  @Override
  public String toString() {
    return "%s: '%s': expected %s".formatted(pointer.isEmpty() ? "/" : pointer, value, expected);
  }
}
