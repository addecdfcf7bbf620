package org.pillarbox.protection.admission;

import java.util.regex.Pattern;

/**
 * An answer that says no (RFC 5321 section 4.2, RFC 3463).
 *
 * @param code three digits that begin with 4 (try again) or 5 (never)
 * @param status enhanced status code such as {@code 5.7.1}
 * @param text for a person, printable ASCII, one line of at most 400 characters; what is not is
 *     replaced
 */
public record Refusal(String code, String status, String text) {
  private static final Pattern CODE = Pattern.compile("[45][0-5][0-9]");
  private static final Pattern STATUS = Pattern.compile("[45]\\.\\d{1,3}\\.\\d{1,3}");
  private static final int MAX_TEXT = 400;

  public Refusal {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException("code: " + code + " is not allowed; 4xx or 5xx is");
    }
    if (!STATUS.matcher(status).matches()) {
      throw new IllegalArgumentException("status: " + status + " is not allowed; 5.7.1 is");
    }
    String line = text.replaceAll("[^\\x20-\\x7e]+", " ").strip();
    text = line.length() > MAX_TEXT ? line.substring(0, MAX_TEXT) : line;
  }

  /** What is needed to decide does not answer: the client keeps the message and comes again. */
  public static Refusal later() {
    return new Refusal("451", "4.3.0", "Can't be decided now, try again later");
  }
}
