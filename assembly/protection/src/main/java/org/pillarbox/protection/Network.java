package org.pillarbox.protection;

import com.google.common.net.InetAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of addresses that share a prefix, written in CIDR notation (RFC 4632 section 3.1). */
public final class Network {
  private static final int IPV4_BYTES = 4;
  private static final int IPV4_PLACE = 24;
  private static final int IPV6_PLACE = 64;

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
  public static Network parse(String text) {
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

  /** What is taken for one place of clients: the /24 of an IPv4 address, the /64 of an IPv6 one. */
  public static Network around(InetAddress client) {
    byte[] raw = bytes(client);
    int bits = raw.length == IPV4_BYTES ? IPV4_PLACE : IPV6_PLACE;
    return new Network(
        java.util.Arrays.copyOf(java.util.Arrays.copyOf(raw, bits / 8), raw.length), bits);
  }

  /** Whether the address is in it. */
  public boolean contains(InetAddress address) {
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

  /** In CIDR notation. */
  @Override
  public String toString() {
    try {
      return InetAddresses.toAddrString(InetAddress.getByAddress(prefix)) + "/" + bits;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("a prefix has 4 or 16 bytes", e);
    }
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
