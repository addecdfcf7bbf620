package org.pillarbox.webadmin.door;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A request target that means the same to the door and to what stands behind it (RFC 3986 section
 * 6).
 *
 * <p>Who decides by a path and then hands the request on must be sure that nobody reads it
 * otherwise: Spark decodes, Jetty drops {@code ;parameters} and JMAP matches raw text. So what
 * could be read in two ways is refused rather than repaired, and what is accepted goes on byte for
 * byte.
 *
 * @param target as sent, path and query
 * @param segments of the path, decoded; never {@code .} or {@code ..}
 */
public record DoorPath(String target, List<String> segments) {
  // James names a mail repository by its URL-encoded path; nowhere else is a slash within a name.
  private static final String MAY_HOLD_SLASH = "mailRepositories";

  /** The target in normal form, or nothing when it is ambiguous or malformed. */
  public static Optional<DoorPath> parse(String target) {
    if (!target.startsWith("/") || !isPlainAscii(target)) {
      return Optional.empty();
    }
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    if (path.equals("/")) {
      return Optional.of(new DoorPath(target, List.of()));
    }
    if (!isWellEncoded(path) || path.indexOf(';') >= 0) {
      return Optional.empty();
    }
    List<String> segments =
        Arrays.stream(path.substring(1).split("/", -1))
            .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
            .toList();
    boolean slashAllowed = segments.get(0).equals(MAY_HOLD_SLASH);
    boolean clear = segments.stream().allMatch(segment -> isClear(segment, slashAllowed));
    return clear ? Optional.of(new DoorPath(target, segments)) : Optional.empty();
  }

  /** The first segment, empty for {@code /}. */
  public String first() {
    return segments.isEmpty() ? "" : segments.get(0);
  }

  private static boolean isClear(String segment, boolean slashAllowed) {
    boolean steps =
        Arrays.stream(segment.split("/", -1)).anyMatch(s -> s.equals(".") || s.equals(".."));
    return !segment.isEmpty()
        && !steps
        && (slashAllowed || segment.indexOf('/') < 0)
        && segment.indexOf('\\') < 0
        && segment.indexOf('\uFFFD') < 0
        && segment.chars().noneMatch(c -> Character.isISOControl(c) || c == ';');
  }

  private static boolean isPlainAscii(String target) {
    return target
        .chars()
        .allMatch(c -> c > ' ' && c < 0x7f && c != '\\' && c != '#' && c != '"' && c != '<');
  }

  private static boolean isWellEncoded(String path) {
    for (int i = path.indexOf('%'); i >= 0; i = path.indexOf('%', i + 1)) {
      if (i + 2 >= path.length() || !isHex(path.charAt(i + 1)) || !isHex(path.charAt(i + 2))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(char c) {
    return Character.digit(c, 16) >= 0;
  }
}
