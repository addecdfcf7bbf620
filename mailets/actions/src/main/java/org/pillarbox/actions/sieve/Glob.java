package org.pillarbox.actions.sieve;

/**
 * The pattern of {@code :matches} (RFC 5228 section 2.7.1): {@code *} stands for any text, {@code
 * ?} for one character, a backslash takes the meaning from the next. In place of jsieve's, which
 * makes a regular expression of it: one with many stars then keeps a delivery busy for hours. Here
 * the time is bounded by the length of the text times the length of the pattern.
 */
final class Glob {
  private static final char STAR = '*';

  private Glob() {}

  static boolean matches(String text, String pattern) {
    int at = 0;
    int next = 0;
    int starNext = -1;
    int starAt = 0;
    while (at < text.length()) {
      if (next < pattern.length() && pattern.charAt(next) == STAR) {
        starNext = ++next;
        starAt = at;
      } else if (next < pattern.length() && fits(text.charAt(at), pattern, next)) {
        next += width(pattern, next);
        at++;
      } else if (starNext >= 0) {
        // Only the last star need give: what an earlier one could take, this one can too.
        next = starNext;
        at = ++starAt;
      } else {
        return false;
      }
    }
    while (next < pattern.length() && pattern.charAt(next) == STAR) {
      next++;
    }
    return next == pattern.length();
  }

  private static boolean fits(char character, String pattern, int next) {
    char wanted = pattern.charAt(next);
    if (wanted == '?') {
      return true;
    }
    return character == (width(pattern, next) == 2 ? pattern.charAt(next + 1) : wanted);
  }

  private static int width(String pattern, int next) {
    return pattern.charAt(next) == '\\' && next + 1 < pattern.length() ? 2 : 1;
  }
}
