package org.pillarbox.rules.condition;

import java.util.Locale;
import java.util.Map;

/** Finds international bank account numbers, with or without spaces between groups of four. */
final class Ibans {
  private static final int SHORTEST = 15;
  private static final int LONGEST = 34;

  // Lengths of the registry's countries most met; another country is judged by its check digits.
  private static final Map<String, Integer> LENGTHS =
      Map.ofEntries(
          Map.entry("AT", 20),
          Map.entry("BE", 16),
          Map.entry("BG", 22),
          Map.entry("CH", 21),
          Map.entry("CY", 28),
          Map.entry("CZ", 24),
          Map.entry("DE", 22),
          Map.entry("DK", 18),
          Map.entry("EE", 20),
          Map.entry("ES", 24),
          Map.entry("FI", 18),
          Map.entry("FR", 27),
          Map.entry("GB", 22),
          Map.entry("GR", 27),
          Map.entry("HR", 21),
          Map.entry("HU", 28),
          Map.entry("IE", 22),
          Map.entry("IT", 27),
          Map.entry("LI", 21),
          Map.entry("LT", 20),
          Map.entry("LU", 20),
          Map.entry("LV", 21),
          Map.entry("MT", 31),
          Map.entry("NL", 18),
          Map.entry("NO", 15),
          Map.entry("PL", 28),
          Map.entry("PT", 25),
          Map.entry("RO", 24),
          Map.entry("SE", 24),
          Map.entry("SI", 19),
          Map.entry("SK", 24),
          Map.entry("TR", 26));

  private Ibans() {}

  static int count(String text, int limit) {
    int count = 0;
    int at = 0;
    while (at + SHORTEST <= text.length() && count < limit) {
      int end = begins(text, at) ? ends(text, at) : -1;
      if (end > 0) {
        count++;
        at = end;
      } else {
        at++;
      }
    }
    return count;
  }

  private static boolean begins(String text, int at) {
    return (at == 0 || !isLetterOrDigit(text.charAt(at - 1)))
        && isLetter(text.charAt(at))
        && isLetter(text.charAt(at + 1))
        && isDigit(text.charAt(at + 2))
        && isDigit(text.charAt(at + 3));
  }

  /** Where the number that begins here ends, or -1 if it is none. */
  private static int ends(String text, int from) {
    StringBuilder digits = new StringBuilder(LONGEST);
    String country = text.substring(from, from + 2).toUpperCase(Locale.ROOT);
    int wanted = LENGTHS.getOrDefault(country, 0);
    int at = from;
    int last = -1;
    while (at < text.length() && digits.length() < LONGEST) {
      char c = text.charAt(at);
      if (isLetterOrDigit(c)) {
        digits.append(c);
      } else if (c != ' ' || digits.length() % 4 != 0) {
        break;
      }
      at++;
      boolean whole = at == text.length() || !isLetterOrDigit(text.charAt(at));
      if (isLetterOrDigit(c)
          && whole
          && (wanted == 0 ? digits.length() >= SHORTEST : digits.length() == wanted)
          && checks(digits)) {
        last = at;
        break;
      }
    }
    return last;
  }

  private static boolean checks(CharSequence number) {
    int remainder = 0;
    for (int i = 0; i < number.length(); i++) {
      int value = Character.digit(number.charAt((i + 4) % number.length()), 36);
      remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    return remainder == 1;
  }

  private static boolean isLetterOrDigit(char c) {
    return isLetter(c) || isDigit(c);
  }

  private static boolean isLetter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
