package org.pillarbox.cli.machine;

/**
 * Something about the machine, in words.
 *
 * @param weight whether the start may go on
 * @param what what is so
 * @param remedy what to do; empty when all is well
 */
public record Finding(Weight weight, String what, String remedy) {

  /** Whether the start may go on. */
  public enum Weight {
    /** As it should be. */
    GOOD,
    /** It will work, with less margin than it should have. */
    WARNING,
    /** It can't work. */
    ERROR
  }

  static Finding good(String what) {
    return new Finding(Weight.GOOD, what, "");
  }

  static Finding warning(String what, String remedy) {
    return new Finding(Weight.WARNING, what, remedy);
  }

  static Finding error(String what, String remedy) {
    return new Finding(Weight.ERROR, what, remedy);
  }

  @Override
  public String toString() {
    return remedy.isEmpty() ? what : what + ". " + remedy;
  }
}
