package org.pillarbox.conditions.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A MIME field with parameters: {@code Content-Type}, {@code Content-Disposition} (RFC 2045 section
 * 5.1, RFC 2183), values continued and encoded as in RFC 2231. Lenient where readers of mail are:
 * unquoted spaces, missing quotes at the end, encoded words in quotes. Where a parameter is given
 * more than once, in whatever form, all its values count, because readers do not agree on which.
 *
 * @param value what stands before the first semicolon, in lower case
 * @param parameters names in lower case, each with its values, encoded form first
 */
record MimeValue(String value, Map<String, List<String>> parameters) {
  private static final int MOST_PARAMETERS = 200;
  private static final int LONGEST_VALUE = 4_096;

  static final MimeValue NONE = new MimeValue("", Map.of());

  /** One piece of a value that is continued. */
  private record Piece(String text, boolean encoded) {}

  Optional<String> parameter(String name) {
    return values(name).stream().findFirst();
  }

  List<String> values(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  /** Reads the text behind the colon, unfolded. */
  static MimeValue parse(String text) {
    int end = afterToken(text, 0);
    String value = text.substring(0, end);
    int comment = value.indexOf('(');
    return new MimeValue(
        (comment < 0 ? value : value.substring(0, comment)).strip().toLowerCase(Locale.ROOT),
        combine(raw(text, end)));
  }

  private static List<Map.Entry<String, String>> raw(String text, int from) {
    List<Map.Entry<String, String>> found = new ArrayList<>();
    int at = from;
    while (at < text.length() && found.size() < MOST_PARAMETERS) {
      int equals = at + 1;
      while (equals < text.length() && text.charAt(equals) != '=' && text.charAt(equals) != ';') {
        equals++;
      }
      if (equals >= text.length() || text.charAt(equals) == ';') {
        at = equals;
        continue;
      }
      String name = text.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
      int start = equals + 1;
      while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
        start++;
      }
      StringBuilder value = new StringBuilder();
      at = readValue(text, start, value);
      found.add(Map.entry(name, value.toString()));
    }
    return found;
  }

  private static int readValue(String text, int start, StringBuilder value) {
    if (start >= text.length() || text.charAt(start) != '"') {
      int end = afterToken(text, start);
      value.append(text, start, Math.min(end, start + LONGEST_VALUE));
      value.setLength(value.toString().stripTrailing().length());
      return end;
    }
    int at = start + 1;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      if (value.length() < LONGEST_VALUE) {
        value.append(text.charAt(at));
      }
      at++;
    }
    return afterToken(text, Math.min(at + 1, text.length()));
  }

  private static int afterToken(String text, int from) {
    int at = text.indexOf(';', from);
    return at < 0 ? text.length() : at;
  }

  private static Map<String, List<String>> combine(List<Map.Entry<String, String>> raw) {
    Map<String, Set<String>> plain = new LinkedHashMap<>();
    Map<String, TreeMap<Integer, Piece>> pieces = new LinkedHashMap<>();
    for (Map.Entry<String, String> parameter : raw) {
      String[] name = parameter.getKey().split("\\*", -1);
      boolean encoded = name.length > 1 && name[name.length - 1].isEmpty();
      int number = number(name);
      if (name.length == 1 || number < 0) {
        plain
            .computeIfAbsent(name[0], ignored -> new LinkedHashSet<>())
            .add(EncodedWords.decode(parameter.getValue()));
      } else {
        pieces
            .computeIfAbsent(name[0], ignored -> new TreeMap<>())
            .putIfAbsent(number, new Piece(parameter.getValue(), encoded));
      }
    }
    Map<String, List<String>> combined = new LinkedHashMap<>();
    pieces.forEach((name, parts) -> combined.put(name, List.of(join(parts))));
    plain.forEach(
        (name, values) -> {
          List<String> all = new ArrayList<>(combined.getOrDefault(name, List.of()));
          values.stream().filter(value -> !all.contains(value)).forEach(all::add);
          combined.put(name, List.copyOf(all));
        });
    return Map.copyOf(combined);
  }

  /** The piece's number, 0 for {@code name*}, -1 if it is no number. */
  private static int number(String[] name) {
    if (name.length < 2 || name[1].isEmpty()) {
      return 0;
    }
    boolean digits = name[1].length() <= 3 && name[1].chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Integer.parseInt(name[1]) : -1;
  }

  private static String join(TreeMap<Integer, Piece> pieces) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Optional<String> charset = Optional.empty();
    boolean first = true;
    for (Piece piece : pieces.values()) {
      String text = piece.text();
      if (first && piece.encoded()) {
        int one = text.indexOf('\'');
        int two = one < 0 ? -1 : text.indexOf('\'', one + 1);
        if (two > 0) {
          charset = Optional.of(text.substring(0, one)).filter(name -> !name.isEmpty());
          text = text.substring(two + 1);
        }
      }
      first = false;
      append(bytes, text, piece.encoded());
    }
    return charset.isEmpty()
        ? EncodedWords.decode(Charsets.guess(bytes.toByteArray()))
        : Charsets.decode(bytes.toByteArray(), charset, false);
  }

  private static void append(ByteArrayOutputStream bytes, String text, boolean encoded) {
    if (!encoded) {
      bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      return;
    }
    int at = 0;
    while (at < text.length()) {
      int octet = text.charAt(at) == '%' ? Octets.hex(text, at + 1) : -1;
      if (octet >= 0) {
        bytes.write(octet);
        at += 3;
      } else {
        bytes.writeBytes(Character.toString(text.charAt(at)).getBytes(StandardCharsets.UTF_8));
        at++;
      }
    }
  }
}
