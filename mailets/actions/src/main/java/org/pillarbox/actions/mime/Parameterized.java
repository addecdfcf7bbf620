package org.pillarbox.actions.mime;

import java.io.ByteArrayOutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.mail.internet.MimeUtility;

/**
 * The value of Content-Type or Content-Disposition, RFC 2045 section 5.1 and RFC 2231, read as
 * leniently as the mail programs read it whose users open what is in it.
 *
 * @param value what stands before the parameters, in small letters
 * @param parameters name (small letters) and value, in their order; a name may come twice
 */
public record Parameterized(String value, List<Map.Entry<String, String>> parameters) {
  private static final int MOST = 200;

  public Parameterized {
    parameters = List.copyOf(parameters);
  }

  /** Reads a value; what makes no sense in it is left out. */
  public static Parameterized parse(String text) {
    int semicolon = text.indexOf(';');
    String value = semicolon < 0 ? text : text.substring(0, semicolon);
    List<Map.Entry<String, String>> found = new ArrayList<>();
    int at = semicolon < 0 ? text.length() : semicolon + 1;
    while (at < text.length() && found.size() < MOST) {
      at = parameter(text, at, found);
    }
    return new Parameterized(
        withoutComments(value).strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", ""), found);
  }

  private static String withoutComments(String text) {
    int open = text.indexOf('(');
    return open < 0 ? text : text.substring(0, open);
  }

  private static int parameter(String text, int from, List<Map.Entry<String, String>> found) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != ';') {
      at++;
    }
    String name = text.substring(from, at).strip().toLowerCase(Locale.ROOT);
    if (at >= text.length() || text.charAt(at) == ';') {
      return at + 1;
    }
    at++;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    StringBuilder value = new StringBuilder();
    if (at < text.length() && text.charAt(at) == '"') {
      at = quoted(text, at + 1, value);
      while (at < text.length() && text.charAt(at) != ';') {
        at++;
      }
    } else {
      while (at < text.length() && text.charAt(at) != ';') {
        value.append(text.charAt(at++));
      }
    }
    if (!name.isEmpty()) {
      found.add(Map.entry(name, value.toString().strip()));
    }
    return at + 1;
  }

  private static int quoted(String text, int from, StringBuilder value) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at++));
    }
    return at + 1;
  }

  /** The first value of a parameter that is written plainly. */
  public Optional<String> parameter(String name) {
    return parameters.stream()
        .filter(entry -> entry.getKey().equals(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /**
   * All that a mail program may take for this parameter: plain values, those with encoded words,
   * and RFC 2231 in one or many pieces.
   */
  public Set<String> readings(String name) {
    Set<String> found = new LinkedHashSet<>();
    TreeMap<Integer, String> pieces = new TreeMap<>();
    boolean extended = false;
    for (Map.Entry<String, String> entry : parameters) {
      String key = entry.getKey();
      if (key.equals(name)) {
        found.add(words(entry.getValue()));
      } else if (key.equals(name + "*")) {
        found.add(percent(entry.getValue()));
      } else if (key.startsWith(name + "*")) {
        extended |= key.endsWith("*");
        String number = key.substring(name.length() + 1).replace("*", "");
        if (number.matches("[0-9]{1,3}")) {
          pieces.putIfAbsent(Integer.valueOf(number), entry.getValue());
        }
      }
    }
    if (!pieces.isEmpty()) {
      String whole = String.join("", pieces.values());
      found.add(extended ? percent(whole) : words(whole));
    }
    found.remove("");
    return found;
  }

  private static String words(String value) {
    if (!value.contains("=?")) {
      return value;
    }
    try {
      return MimeUtility.decodeText(value);
    } catch (UnsupportedEncodingException unknownCharset) {
      return value;
    }
  }

  private static String percent(String value) {
    String[] parts = value.split("'", 3);
    String text = parts.length == 3 ? parts[2] : value;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int at = 0;
    while (at < text.length()) {
      int high = text.charAt(at) == '%' && at + 2 < text.length() ? hex(text.charAt(at + 1)) : -1;
      int low = high >= 0 ? hex(text.charAt(at + 2)) : -1;
      if (low >= 0) {
        bytes.write(high * 16 + low);
      } else {
        bytes.writeBytes(text.substring(at, at + 1).getBytes(StandardCharsets.UTF_8));
      }
      at += low >= 0 ? 3 : 1;
    }
    Charset charset =
        parts.length == 3
            ? charset(parts[0]).orElse(StandardCharsets.UTF_8)
            : StandardCharsets.UTF_8;
    return bytes.toString(charset);
  }

  private static int hex(char c) {
    return Character.digit(c, 16);
  }

  /** The charset of this name, as MIME or Java calls it. */
  static Optional<Charset> charset(String name) {
    if (name.strip().equalsIgnoreCase("us-ascii")) {
      // JavaMail takes it for Latin 1.
      return Optional.of(StandardCharsets.US_ASCII);
    }
    try {
      return Optional.of(Charset.forName(MimeUtility.javaCharset(name.strip())));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return Optional.empty();
    }
  }
}
