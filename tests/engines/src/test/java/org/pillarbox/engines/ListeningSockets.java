package org.pillarbox.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a process listens on, as /proc tells. */
final class ListeningSockets {
  // proc(5): local address is field 2, state field 4 (0A is LISTEN), inode field 10.
  private static final int LOCAL = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final String LISTEN = "0A";
  private static final int HEX = 16;
  // 127.0.0.1 in host order, plain and as an IPv4-mapped IPv6 address.
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "0000000000000000FFFF00000100007F");

  private ListeningSockets() {}

  /**
   * {@code loopback:PORT} or {@code ADDRESS-IN-HEX:PORT}, and {@code udp} for a datagram socket.
   */
  static Set<String> of(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    Set<String> inodes = inodes(process.resolve("fd"));
    Set<String> found = new TreeSet<>();
    for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
      for (String line : Files.readAllLines(process.resolve("net").resolve(table))) {
        List<String> fields = List.of(line.strip().split("\\s+"));
        if (fields.size() > INODE && inodes.contains(fields.get(INODE))) {
          if (table.startsWith("udp")) {
            found.add("udp " + fields.get(LOCAL));
          } else if (fields.get(STATE).equals(LISTEN)) {
            found.add(readable(fields.get(LOCAL)));
          }
        }
      }
    }
    return found;
  }

  private static String readable(String local) {
    List<String> parts = List.of(local.split(":"));
    String address = LOOPBACK.contains(parts.get(0)) ? "loopback" : parts.get(0);
    return address + ":" + Integer.parseInt(parts.get(1), HEX);
  }

  private static Set<String> inodes(Path descriptors) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> all = Files.list(descriptors)) {
      for (Path descriptor : (Iterable<Path>) all::iterator) {
        try {
          String target = Files.readSymbolicLink(descriptor).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(target.substring("socket:[".length(), target.length() - 1));
          }
        } catch (NoSuchFileException e) {
          // Closed since the listing: not a socket that listens.
        }
      }
    }
    return inodes;
  }
}
