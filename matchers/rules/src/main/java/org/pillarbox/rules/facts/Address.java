package org.pillarbox.rules.facts;

import java.util.Locale;

/**
 * An e-mail address (RFC 5321 section 4.1.2), both parts in lower case: rules compare without case,
 * as users do.
 *
 * @param localPart what stands before the last {@code @}, quotes and sub-address included
 * @param domain what stands after it, without a final dot
 */
public record Address(String localPart, String domain) implements Comparable<Address> {
  /** Characters of a whole address: 64 + 1 + 255 (RFC 5321 section 4.5.3.1). */
  public static final int MAXIMUM_LENGTH = 320;

  public Address {
    localPart = localPart.toLowerCase(Locale.ROOT);
    domain = domain.toLowerCase(Locale.ROOT);
    if (domain.endsWith(".")) {
      domain = domain.substring(0, domain.length() - 1);
    }
    if (localPart.isEmpty() || domain.isEmpty()) {
      throw new IllegalArgumentException(
          "address '%s@%s': a local part and a domain are needed".formatted(localPart, domain));
    }
    if (localPart.length() + 1 + domain.length() > MAXIMUM_LENGTH) {
      throw new IllegalArgumentException(
          "address of %d characters: at most %d are allowed"
              .formatted(localPart.length() + 1 + domain.length(), MAXIMUM_LENGTH));
    }
    if (hasSpaceOrControl(domain) || hasControl(localPart)) {
      throw new IllegalArgumentException("address with a space or control character");
    }
  }

  /**
   * Reads {@code local@domain}, with or without angle brackets.
   *
   * @throws IllegalArgumentException if there is no {@code @}, a part is empty or it is too long
   */
  public static Address of(String text) {
    String bare = text.strip();
    if (bare.startsWith("<") && bare.endsWith(">") && bare.length() > 1) {
      bare = bare.substring(1, bare.length() - 1);
    }
    int at = bare.lastIndexOf('@');
    if (at < 0) {
      throw new IllegalArgumentException(
          "address '%s': user@domain is expected"
              .formatted(bare.substring(0, Math.min(bare.length(), MAXIMUM_LENGTH))));
    }
    return new Address(bare.substring(0, at), bare.substring(at + 1));
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private static boolean hasSpaceOrControl(String text) {
    return text.chars().anyMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c));
  }

  /** Whether the address is one that RFC 5321 section 4.5.1 and RFC 2142 keep open to everyone. */
  public boolean isDuty() {
    return localPart.equals("postmaster") || localPart.equals("abuse");
  }

  @Override
  public int compareTo(Address other) {
    int byDomain = domain.compareTo(other.domain);
    return byDomain != 0 ? byDomain : localPart.compareTo(other.localPart);
  }

  /** {@code local@domain}. */
  @Override
  public String toString() {
    return localPart + "@" + domain;
  }
}
