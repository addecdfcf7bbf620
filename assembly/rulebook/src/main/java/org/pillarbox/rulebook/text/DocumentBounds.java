package org.pillarbox.rulebook.text;

/**
 * How large a document may be.
 *
 * @param characters of text
 * @param depth of nesting
 * @param nodes values in all, counted while reading
 */
public record DocumentBounds(int characters, int depth, int nodes) {
  public DocumentBounds {
    between("characters", characters, 1024, 256 * 1024 * 1024);
    between("depth", depth, 4, 200);
    between("nodes", nodes, 100, 10_000_000);
  }

  /** Room for 10,000 rules, or for lists of 100,000 entries. */
  public static DocumentBounds defaults() {
    return new DocumentBounds(16 * 1024 * 1024, 40, 1_000_000);
  }

  private static void between(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          field + ": " + value + " is not allowed; allowed are " + least + " to " + most);
    }
  }
}
