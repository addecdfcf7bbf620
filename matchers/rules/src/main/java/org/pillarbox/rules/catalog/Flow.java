package org.pillarbox.rules.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the examples: the small part of YAML's flow style that they are written in. */
final class Flow {
  private final String text;
  private int at;

  private Flow(String text) {
    this.text = text;
  }

  static Map<String, Object> mapping(String text) {
    Flow flow = new Flow(text);
    Map<String, Object> read = flow.mapping();
    if (flow.at != text.length()) {
      throw flow.wrong("the end");
    }
    return read;
  }

  private Map<String, Object> mapping() {
    Map<String, Object> read = new LinkedHashMap<>();
    expect('{');
    while (peek() != '}') {
      String key = scalar().toString();
      expect(':');
      read.put(key, value());
      if (peek() == ',') {
        at++;
      }
    }
    expect('}');
    return read;
  }

  private Object value() {
    if (peek() == '{') {
      return mapping();
    }
    return peek() == '[' ? sequence() : scalar();
  }

  private List<Object> sequence() {
    List<Object> read = new ArrayList<>();
    expect('[');
    while (peek() != ']') {
      read.add(value());
      if (peek() == ',') {
        at++;
      }
    }
    expect(']');
    return read;
  }

  private Object scalar() {
    if (peek() == '\'') {
      int end = text.indexOf('\'', at + 1);
      String quoted = text.substring(at + 1, end);
      at = end + 1;
      return quoted;
    }
    int begin = at;
    while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0 && !endsKey()) {
      at++;
    }
    String plain = text.substring(begin, at).strip();
    if (plain.equals("true") || plain.equals("false")) {
      return Boolean.valueOf(plain);
    }
    boolean number = !plain.isEmpty() && plain.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? (Object) Long.valueOf(plain) : plain;
  }

  private boolean endsKey() {
    return text.charAt(at) == ':' && at + 1 < text.length() && text.charAt(at + 1) == ' ';
  }

  private char peek() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    if (at == text.length()) {
      throw wrong("more");
    }
    return text.charAt(at);
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw wrong("'" + wanted + "'");
    }
    at++;
  }

  private IllegalStateException wrong(String wanted) {
    return new IllegalStateException("example %s: %s expected at %d".formatted(text, wanted, at));
  }
}
