package org.pillarbox.rules.facts;

import java.util.Locale;

/**
 * {@link String#toLowerCase(Locale)} for {@link Locale#ROOT}, several times faster where a text is
 * mostly ASCII but not in Latin-1 alone: one curly quote in a letter must not cost every message.
 */
final class LowerCase {
  private static final int ASCII_END = 0x80;
  // The characters whose lower case depends on their neighbours or is longer than they are.
  private static final char CAPITAL_SIGMA = '\u03A3';
  private static final char DOTTED_CAPITAL_I = '\u0130';

  private LowerCase() {}

  static String of(String text) {
    char[] folded = text.toCharArray();
    for (int i = 0; i < folded.length; i++) {
      char c = folded[i];
      if (c < ASCII_END) {
        folded[i] = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
      } else if (c == CAPITAL_SIGMA || c == DOTTED_CAPITAL_I || Character.isSurrogate(c)) {
        return text.toLowerCase(Locale.ROOT);
      } else {
        folded[i] = Character.toLowerCase(c);
      }
    }
    return new String(folded);
  }
}
