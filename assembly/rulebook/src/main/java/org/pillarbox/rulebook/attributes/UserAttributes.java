package org.pillarbox.rulebook.attributes;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What an administrator says of one user: {@code name}, {@code title}, {@code phone} and whatever
 * else the texts of this company want.
 *
 * @param values by name, in order of names; names of small letters, digits and hyphens, values on
 *     one line
 */
public record UserAttributes(Map<String, String> values) {
  /** Attributes of one user. */
  public static final int MOST = 20;

  /** Characters of a value. */
  public static final int LONGEST = 200;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,29}");

  /** Whose mail it is, the message says; an attribute must not say otherwise. */
  private static final Set<String> TAKEN = Set.of("address", "domain");

  public UserAttributes {
    values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
    if (values.size() > MOST) {
      throw new IllegalArgumentException(
          "%d attributes: at most %d are allowed".formatted(values.size(), MOST));
    }
    values.forEach(UserAttributes::check);
  }

  private static void check(String name, String value) {
    if (!NAME.matcher(name).matches() || TAKEN.contains(name)) {
      throw new IllegalArgumentException(
          "name '%s': 1 to 30 small letters, digits and hyphens are allowed, but not address and domain"
              .formatted(name.substring(0, Math.min(name.length(), 30))));
    }
    if (value.isBlank() || value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "%s: %d characters; 1 to %d are allowed".formatted(name, value.length(), LONGEST));
    }
    if (value.codePoints().anyMatch(UserAttributes::breaksLine)) {
      throw new IllegalArgumentException(
          name + ": line breaks and control characters are not allowed");
    }
  }

  private static boolean breaksLine(int character) {
    int type = Character.getType(character);
    return Character.isISOControl(character)
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }

  /** Of whom nothing is said. */
  public static UserAttributes none() {
    return new UserAttributes(Map.of());
  }
}
