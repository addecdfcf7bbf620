package org.pillarbox.protection.relay;

import com.google.common.net.InetAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;

/** A range of addresses that share a prefix, written in CIDR notation (RFC 4632 section 3.1). */
final class Network {
  private final byte[] prefix;
  private final int bits;

  private Network(byte[] prefix, int bits) {
    this.prefix = prefix;
    this.bits = bits;
  }

  /**
   * Reads an address or a network.
   *
   * @throws IllegalArgumentException naming the text and what is allowed
   */
  static Network parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (!InetAddresses.isInetAddress(address)) {
      throw refused(text);
    }
    byte[] prefix = bytes(InetAddresses.forString(address));
    int bits = slash < 0 ? prefix.length * 8 : length(text, text.substring(slash + 1));
    if (bits < 0 || bits > prefix.length * 8) {
      throw refused(text);
    }
    return new Network(prefix, bits);
  }

  boolean contains(InetAddress address) {
    byte[] asked = bytes(address);
    if (asked.length != prefix.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((asked[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /**
   * IPv4 clients reach a dual-stack socket as ::ffff:a.b.c.d; both spellings are the same client.
   */
  private static byte[] bytes(InetAddress address) {
    byte[] raw = address.getAddress();
    if (address instanceof Inet6Address
        && InetAddresses.isMappedIPv4Address(address.getHostAddress())) {
      return java.util.Arrays.copyOfRange(raw, 12, 16);
    }
    return raw;
  }

  private static int length(String text, String bits) {
    try {
      return Integer.parseInt(bits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(refused(text).getMessage(), e);
    }
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "network '"
            + text
            + "': allowed are addresses and CIDR networks such as 192.0.2.7, 192.0.2.0/28, 2001:db8::/64");
  }
}
