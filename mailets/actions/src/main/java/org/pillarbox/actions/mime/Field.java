package org.pillarbox.actions.mime;

/**
 * One header field in the bytes of a message, RFC 5322 section 2.2.
 *
 * @param name as it stands there; empty for a line that is no field
 * @param start where it begins
 * @param value where the text after the colon begins
 * @param end where the next line begins
 * @param body the value on one line, not decoded further
 */
public record Field(String name, int start, int value, int end, String body) {
  /** Names of fields don't differ by case. */
  public boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }
}
