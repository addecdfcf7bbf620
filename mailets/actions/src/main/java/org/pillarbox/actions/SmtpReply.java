package org.pillarbox.actions;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server answered, RFC 5321 section 4.2.
 *
 * @param code the three digits
 * @param text the rest, lines joined by a space, bounded
 */
record SmtpReply(int code, String text) {
  private static final Pattern ENHANCED = Pattern.compile("^([245]\\.\\d{1,3}\\.\\d{1,3})\\b.*");

  boolean isPositive() {
    return code >= 200 && code < 400;
  }

  boolean isPermanent() {
    return code >= 500;
  }

  /**
   * The enhanced status code, RFC 3463, if the server gave one that fits; else the general one of
   * its class.
   */
  String status() {
    Matcher matcher = ENHANCED.matcher(text);
    boolean fits = matcher.matches() && matcher.group(1).charAt(0) - '0' == code / 100;
    return fits ? matcher.group(1) : (code / 100) + ".0.0";
  }

  @Override
  public String toString() {
    return code + " " + text;
  }
}
