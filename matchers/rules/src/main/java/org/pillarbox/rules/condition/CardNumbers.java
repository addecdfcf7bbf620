package org.pillarbox.rules.condition;

/** Finds payment card numbers: 13 to 19 digits, in groups parted by single spaces or hyphens. */
final class CardNumbers {
  private static final int SHORTEST = 13;
  private static final int LONGEST = 19;

  private CardNumbers() {}

  static int count(String text, int limit) {
    int count = 0;
    int at = 0;
    while (at < text.length() && count < limit) {
      if (!isDigit(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      int digits = 0;
      int sum = 0;
      int doubled = 0;
      // Luhn counts from the right, so both ways of doubling are summed while reading.
      boolean same = true;
      char first = text.charAt(at);
      while (end < text.length() && (isDigit(text.charAt(end)) || isGap(text, end))) {
        char c = text.charAt(end++);
        if (isDigit(c)) {
          int digit = c - '0';
          int twice = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
          int even = digits % 2 == 0 ? twice : digit;
          sum += even;
          doubled += digits % 2 == 0 ? digit : twice;
          digits++;
          same &= c == first;
        }
      }
      // The last digit is never doubled.
      int check = digits % 2 == 0 ? sum : doubled;
      if (digits >= SHORTEST && digits <= LONGEST && check % 10 == 0 && !same) {
        count++;
      }
      at = end;
    }
    return count;
  }

  private static boolean isGap(String text, int at) {
    char c = text.charAt(at);
    return (c == ' ' || c == '-') && at + 1 < text.length() && isDigit(text.charAt(at + 1));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
