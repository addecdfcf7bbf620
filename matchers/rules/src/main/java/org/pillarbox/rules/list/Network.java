package org.pillarbox.rules.list;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A network in CIDR notation (RFC 4632, RFC 4291), or one address. Never asks DNS.
 *
 * @param address its first address, in network order: 4 or 16 bytes, bits after the prefix zero
 * @param prefix leading bits that count
 */
public record Network(String address, int prefix) {
  private static final int LONGEST_TEXT = 49;

  public Network {
    byte[] bytes = literal(address);
    if (prefix < 0 || prefix > bytes.length * 8) {
      throw new IllegalArgumentException(
          "network %s/%d: a prefix of 0 to %d is allowed"
              .formatted(address, prefix, bytes.length * 8));
    }
    address = show(masked(bytes, prefix));
  }

  /**
   * Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32} or one address.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Network of(String text) {
    String bare = text.strip();
    int slash = bare.indexOf('/');
    if (slash < 0) {
      return new Network(bare, literal(bare).length * 8);
    }
    String digits = bare.substring(slash + 1);
    if (digits.isEmpty()
        || digits.length() > 3
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException(
          "network '%s': address/prefix is expected".formatted(clipped(bare)));
    }
    return new Network(bare.substring(0, slash), Integer.parseInt(digits));
  }

  /** Whether the client is in it. An IPv4 address written as IPv6 is taken for IPv4. */
  public boolean contains(InetAddress client) {
    byte[] bytes = client.getAddress();
    byte[] own = literal(address);
    return bytes.length == own.length && Arrays.equals(masked(bytes, prefix), own);
  }

  /** Its bytes. */
  public byte[] bytes() {
    return literal(address);
  }

  /** The bytes with everything after the prefix zero. */
  public static byte[] masked(byte[] address, int prefix) {
    byte[] masked = address.clone();
    for (int i = 0; i < masked.length; i++) {
      int keep = Math.max(0, Math.min(8, prefix - i * 8));
      masked[i] &= (byte) (0xFF << (8 - keep));
    }
    return masked;
  }

  /**
   * A numeric address as the client of a session.
   *
   * @throws IllegalArgumentException if it is a name or nothing of the kind
   */
  public static InetAddress client(String text) {
    try {
      return InetAddress.getByAddress(literal(text));
    } catch (UnknownHostException wrongLength) {
      throw new IllegalArgumentException(
          "address '%s': a numeric address is expected".formatted(clipped(text)), wrongLength);
    }
  }

  private static byte[] literal(String text) {
    // Without a letter beyond f, and with a dot or colon, the JDK reads a literal and asks no DNS.
    boolean numeric =
        !text.isEmpty()
            && text.length() <= LONGEST_TEXT
            && (text.indexOf(':') >= 0
                ? text.chars()
                    .allMatch(c -> (Character.digit(c, 16) >= 0 && c < 128) || c == ':' || c == '.')
                : isDottedQuad(text));
    if (!numeric) {
      throw new IllegalArgumentException(
          "address '%s': a numeric IPv4 or IPv6 address is expected".formatted(clipped(text)));
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException notLiteral) {
      throw new IllegalArgumentException(
          "address '%s': a numeric IPv4 or IPv6 address is expected".formatted(clipped(text)),
          notLiteral);
    }
  }

  private static boolean isDottedQuad(String text) {
    String[] parts = text.split("\\.", -1);
    return parts.length == 4
        && Arrays.stream(parts)
            .allMatch(
                part ->
                    !part.isEmpty()
                        && part.length() <= 3
                        && part.chars().allMatch(c -> c >= '0' && c <= '9')
                        && Integer.parseInt(part) <= 255);
  }

  private static String clipped(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_TEXT));
  }

  private static String show(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException wrongLength) {
      throw new IllegalArgumentException("4 or 16 bytes are expected", wrongLength);
    }
  }

  /** {@code address/prefix}. */
  @Override
  public String toString() {
    return address + "/" + prefix;
  }
}
