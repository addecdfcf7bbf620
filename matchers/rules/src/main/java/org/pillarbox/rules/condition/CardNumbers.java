package org.pillarbox.rules.condition;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds payment card numbers: 13 to 19 digits, in groups parted by single spaces or hyphens. Other
 * numbers may stand before and after, such as a check value: groups as they are printed on cards (a
 * first one of four digits, then some of three to seven) are found among them.
 */
final class CardNumbers {
  private static final int SHORTEST = 13;
  private static final int LONGEST = 19;
  private static final int FIRST_GROUP = 4;
  private static final int SHORTEST_GROUP = 3;
  private static final int LONGEST_GROUP = 7;

  private CardNumbers() {}

  static int count(String text, int limit) {
    int count = 0;
    int at = 0;
    while (at < text.length() && count < limit) {
      if (!isDigit(text.charAt(at))) {
        at++;
        continue;
      }
      List<String> groups = new ArrayList<>();
      int digits = 0;
      boolean more = true;
      while (more) {
        int end = at;
        while (end < text.length() && isDigit(text.charAt(end))) {
          end++;
        }
        groups.add(text.substring(at, end));
        digits += end - at;
        more = isGap(text, end);
        at = more ? end + 1 : end;
      }
      count +=
          digits <= LONGEST && isCard(String.join("", groups)) ? 1 : among(groups, limit - count);
    }
    return count;
  }

  /** Each group is the first one of at most six others, so this is linear. */
  private static int among(List<String> groups, int limit) {
    int count = 0;
    int first = 0;
    while (first < groups.size() && count < limit) {
      int after = afterCard(groups, first);
      count += after > first ? 1 : 0;
      first = Math.max(after, first + 1);
    }
    return count;
  }

  private static int afterCard(List<String> groups, int first) {
    if (isCard(groups.get(first))) {
      return first + 1;
    }
    if (groups.get(first).length() != FIRST_GROUP) {
      return first;
    }
    StringBuilder number = new StringBuilder(groups.get(first));
    for (int next = first + 1; next < groups.size(); next++) {
      String group = groups.get(next);
      boolean fits =
          group.length() >= SHORTEST_GROUP
              && group.length() <= LONGEST_GROUP
              && number.length() + group.length() <= LONGEST;
      if (!fits) {
        return first;
      }
      number.append(group);
      if (isCard(number.toString())) {
        return next + 1;
      }
    }
    return first;
  }

  /** Luhn's check (ISO/IEC 7812-1 annex B); one digit again and again is a placeholder. */
  private static boolean isCard(String digits) {
    if (digits.length() < SHORTEST || digits.length() > LONGEST) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      boolean doubled = (digits.length() - i) % 2 == 0;
      int twice = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
      sum += doubled ? twice : digit;
    }
    return sum % 10 == 0 && digits.chars().distinct().count() > 1;
  }

  private static boolean isGap(String text, int at) {
    return at + 1 < text.length()
        && (text.charAt(at) == ' ' || text.charAt(at) == '-')
        && isDigit(text.charAt(at + 1));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
