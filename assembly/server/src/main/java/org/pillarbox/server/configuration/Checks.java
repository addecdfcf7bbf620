package org.pillarbox.server.configuration;

import java.net.IDN;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** What several records check in the same way; each throws naming the field first. */
final class Checks {
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+");
  private static final Pattern LOCAL_PART =
      Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

  private Checks() {}

  static void between(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          field + " " + value + " is out of bounds; it may be " + least + " to " + most);
    }
  }

  static void between(String field, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          field
              + " "
              + Durations.print(value)
              + " is out of bounds; it may be "
              + Durations.print(least)
              + " to "
              + Durations.print(most));
    }
  }

  static void atLeast(String field, DataSize value, DataSize least) {
    if (value.bytes() < least.bytes()) {
      throw new IllegalArgumentException(
          field + " " + value + " is too small; the least is " + least);
    }
  }

  static void positive(String field, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(
          field + " " + Durations.print(value) + " must be longer than nothing");
    }
  }

  /** A domain or host name in ASCII, lower case, with a dot in it (RFC 5321 section 2.3.5). */
  static String domain(String field, String value) {
    String ascii = ascii(field, value);
    if (!DOMAIN.matcher(ascii).matches()) {
      throw new IllegalArgumentException(
          field + " \"" + value + "\" is not a full name with a dot in it, such as example.org");
    }
    return ascii;
  }

  /** An address as an admin writes it: local part, @, domain. Quoted local parts are not taken. */
  static String address(String field, String value) {
    int at = value.lastIndexOf('@');
    if (at < 1
        || at > 64
        || !LOCAL_PART.matcher(value.substring(0, at).toLowerCase(Locale.ROOT)).matches()) {
      throw new IllegalArgumentException(
          field + " \"" + value + "\" is not an address such as you@example.org");
    }
    return value.substring(0, at).toLowerCase(Locale.ROOT)
        + "@"
        + domain(field, value.substring(at + 1));
  }

  private static String ascii(String field, String value) {
    try {
      return IDN.toASCII(value.strip().toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          field + " \"" + value + "\" is not a name that DNS can hold", e);
    }
  }
}
