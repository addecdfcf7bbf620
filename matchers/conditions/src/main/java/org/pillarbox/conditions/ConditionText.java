package org.pillarbox.conditions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a condition's parameters as they stand in mailetcontainer.xml: a YAML flow mapping of plain
 * and quoted texts and lists of these, such as <code>{is: [js, 'a, b'], inside: true}</code>. One
 * pass; the braces may be left out.
 */
final class ConditionText {
  private static final int LONGEST = 100_000;
  private static final Set<Character> ENDS = Set.of(',', ']', '}');

  private final String text;
  private int at;

  private ConditionText(String text) {
    this.text = text;
  }

  /**
   * Reads parameters.
   *
   * @return text, whole numbers, true and false, and lists of these, by name
   * @throws IllegalArgumentException naming place and what is expected there
   */
  static Map<String, Object> read(String condition) {
    String bare = condition.strip();
    if (bare.length() > LONGEST) {
      throw new IllegalArgumentException(
          "condition of %d characters: at most %d are allowed".formatted(bare.length(), LONGEST));
    }
    ConditionText reading = new ConditionText(bare.startsWith("{") ? bare : "{" + bare + "}");
    Map<String, Object> read = reading.mapping();
    reading.space();
    if (reading.at < reading.text.length()) {
      throw reading.wrong("the end");
    }
    return read;
  }

  private Map<String, Object> mapping() {
    Map<String, Object> read = new LinkedHashMap<>();
    expect('{');
    while (peek() != '}') {
      String name = quotes() ? quoted() : plain(true);
      expect(':');
      if (read.containsKey(name)) {
        throw wrong("another name than " + name + ", which is there already");
      }
      read.put(name, value());
      separator('}');
    }
    expect('}');
    return read;
  }

  private Object value() {
    if (peek() == '{') {
      throw wrong("a text or a list");
    }
    return peek() == '[' ? list() : scalar();
  }

  private List<Object> list() {
    List<Object> read = new ArrayList<>();
    expect('[');
    while (peek() != ']') {
      read.add(scalar());
      separator(']');
    }
    expect(']');
    return read;
  }

  private Object scalar() {
    if (quotes()) {
      return quoted();
    }
    String plain = plain(false);
    if (plain.equals("true") || plain.equals("false")) {
      return Boolean.valueOf(plain);
    }
    boolean number =
        !plain.isEmpty()
            && plain.length() < 19
            && plain.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? (Object) Long.valueOf(plain) : plain;
  }

  private boolean quotes() {
    return peek() == '\'' || peek() == '"';
  }

  /** In single quotes two of them stand for one. */
  private String quoted() {
    char quote = text.charAt(at);
    StringBuilder read = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      at++;
      if (c == quote) {
        if (at >= text.length() || text.charAt(at) != quote) {
          return read.toString();
        }
        at++;
      }
      read.append(c);
    }
    throw wrong("a closing " + quote);
  }

  private String plain(boolean name) {
    int begin = at;
    while (at < text.length() && !ENDS.contains(text.charAt(at)) && !(name && peekRaw() == ':')) {
      at++;
    }
    String plain = text.substring(begin, at).strip();
    if (plain.isEmpty()) {
      throw wrong(name ? "a name" : "a value");
    }
    return plain;
  }

  private char peekRaw() {
    return text.charAt(at);
  }

  private void separator(char end) {
    if (peek() == ',') {
      at++;
    } else if (peek() != end) {
      throw wrong("',' or '" + end + "'");
    }
  }

  private char peek() {
    space();
    if (at == text.length()) {
      throw wrong("more");
    }
    return text.charAt(at);
  }

  private void space() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw wrong("'" + wanted + "'");
    }
    at++;
  }

  private IllegalArgumentException wrong(String wanted) {
    return new IllegalArgumentException(
        "condition %s: %s expected at %d".formatted(text, wanted, at));
  }
}
