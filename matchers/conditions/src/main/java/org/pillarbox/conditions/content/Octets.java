package org.pillarbox.conditions.content;

/** Two hexadecimal digits, as quoted-printable and percent encoding write an octet. */
final class Octets {
  private Octets() {}

  /** The octet written at a place, or -1. */
  static int hex(String text, int at) {
    if (at + 1 >= text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
