package org.pillarbox.protection.sendas;

import java.util.Locale;
import java.util.Optional;
import javax.mail.internet.AddressException;
import org.apache.james.core.MailAddress;

/**
 * What a user may send as: {@code name@domain}, or {@code @domain} for every address of a domain.
 * Always lower case.
 *
 * @param text the canonical text, at most 320 characters (RFC 5321 section 4.5.3.1: 64 + 1 + 255)
 */
public record SendAsGrant(String text) {
  private static final int MAX_LENGTH = 320;

  public SendAsGrant {
    if (problem(text).isPresent()) {
      throw new IllegalArgumentException(problem(text).get());
    }
  }

  /**
   * Reads a grant as an administrator writes it.
   *
   * @throws IllegalArgumentException naming the text and what is allowed
   */
  public static SendAsGrant parse(String text) {
    return new SendAsGrant(text.trim().toLowerCase(Locale.ROOT));
  }

  /** Whether this grant lets its holder send as the address. */
  public boolean covers(MailAddress address) {
    String asked = address.asString().toLowerCase(Locale.ROOT);
    if (text.startsWith("@")) {
      return asked.endsWith(text) && asked.lastIndexOf('@') == asked.length() - text.length();
    }
    return asked.equals(text);
  }

  private static Optional<String> problem(String text) {
    String allowed =
        ": allowed are an address such as sales@example.org, or @example.org for a whole domain";
    if (text.length() > MAX_LENGTH) {
      return Optional.of("send-as address is longer than " + MAX_LENGTH + " characters" + allowed);
    }
    if (!text.equals(text.toLowerCase(Locale.ROOT))) {
      return Optional.of("send-as address '" + text + "' is not in lower case" + allowed);
    }
    try {
      new MailAddress(text.startsWith("@") ? "any" + text : text);
      return Optional.empty();
    } catch (AddressException e) {
      return Optional.of(
          "send-as address '" + text + "' is not an address (" + e.getMessage() + ")" + allowed);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
