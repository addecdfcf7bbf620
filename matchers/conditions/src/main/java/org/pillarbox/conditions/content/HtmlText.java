package org.pillarbox.conditions.content;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words of an HTML body as its reader sees them, for conditions and the search index: nothing
 * made here is shown.
 *
 * <p>One pass from left to right; every step consumes what it looked at, except that a missing end
 * is remembered so that it is looked for once. So the time is linear in the length of the input,
 * whatever the input is (the extractor of James 3.8.1 is not: CVE-2024-45626).
 */
public final class HtmlText {
  private static final Map<String, String> ENTITIES =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("shy", ""),
          Map.entry("zwnj", ""),
          Map.entry("zwj", ""),
          Map.entry("euro", "€"),
          Map.entry("copy", "©"),
          Map.entry("reg", "®"),
          Map.entry("trade", "™"),
          Map.entry("hellip", "…"),
          Map.entry("ndash", "–"),
          Map.entry("mdash", "—"),
          Map.entry("lsquo", "‘"),
          Map.entry("rsquo", "’"),
          Map.entry("ldquo", "“"),
          Map.entry("rdquo", "”"),
          Map.entry("laquo", "«"),
          Map.entry("raquo", "»"),
          Map.entry("bull", "•"),
          Map.entry("middot", "·"),
          Map.entry("szlig", "ß"),
          Map.entry("aelig", "æ"),
          Map.entry("AElig", "Æ"),
          Map.entry("oelig", "œ"),
          Map.entry("OElig", "Œ"),
          Map.entry("oslash", "ø"),
          Map.entry("Oslash", "Ø"),
          Map.entry("aring", "å"),
          Map.entry("Aring", "Å"),
          Map.entry("eth", "ð"),
          Map.entry("thorn", "þ"),
          Map.entry("iexcl", "¡"),
          Map.entry("iquest", "¿"),
          Map.entry("pound", "£"),
          Map.entry("yen", "¥"),
          Map.entry("sect", "§"),
          Map.entry("deg", "°"));

  /** Endings of entity names such as eacute, with the combining mark that they stand for. */
  private static final Map<String, String> MARKS =
      Map.of(
          "grave", "\u0300",
          "acute", "\u0301",
          "circ", "\u0302",
          "tilde", "\u0303",
          "uml", "\u0308",
          "caron", "\u030C",
          "cedil", "\u0327");

  /** Elements that stand inside a word; all others separate words. */
  private static final Set<String> INLINE =
      Set.of(
          "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em",
          "font", "i", "ins", "del", "kbd", "mark", "q", "s", "samp", "small", "span", "strike",
          "strong", "sub", "sup", "time", "tt", "u", "var", "wbr");

  private static final Set<String> SILENT = Set.of("script", "style", "template", "noscript");
  private static final int LONGEST_NAME = 32;
  private static final int LONGEST_ENTITY = 12;
  private static final int LONGEST_TAG = 64 * 1024;

  private final String html;
  private final int limit;
  private final StringBuilder out;
  private int at;
  private boolean noMoreCommentEnds;

  private HtmlText(String html, int limit) {
    this.html = html;
    this.limit = limit;
    this.out = new StringBuilder(Math.min(html.length(), limit));
  }

  /** The text of the document, at most about {@code limit} characters. */
  public static String of(String html, int limit) {
    return new HtmlText(html, limit).read();
  }

  private String read() {
    while (at < html.length() && out.length() < limit) {
      char c = html.charAt(at);
      if (c == '<') {
        markup();
      } else if (c == '&') {
        entity();
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  private void markup() {
    if (html.startsWith("<!--", at)) {
      comment();
      return;
    }
    int next = at + 1 < html.length() ? html.charAt(at + 1) : ' ';
    boolean tag = next == '/' || next == '!' || next == '?' || Character.isLetter(next);
    if (!tag) {
      out.append('<');
      at++;
      return;
    }
    boolean closing = next == '/';
    int nameStart = closing ? at + 2 : at + 1;
    int end = tagEnd(nameStart);
    if (end < 0) {
      // No end in sight: what was looked through is text, and is not looked through again.
      int stop = Math.min(html.length(), nameStart + LONGEST_TAG);
      out.append(html, at, stop);
      at = stop;
      return;
    }
    String name = name(nameStart, end);
    at = end + 1;
    if (!INLINE.contains(name)) {
      out.append(' ');
    }
    if (!closing && SILENT.contains(name)) {
      skipSilent(name);
    }
  }

  private void comment() {
    int end = noMoreCommentEnds ? -1 : html.indexOf("-->", at + 4);
    if (end < 0) {
      // A comment that is never closed hides nothing: better found than lost.
      noMoreCommentEnds = true;
      out.append(' ');
      at += 4;
      return;
    }
    at = end + 3;
  }

  /** The next '>' that is outside quotes; an unclosed quote falls back to the next '>' of all. */
  private int tagEnd(int from) {
    char quote = 0;
    int first = -1;
    int stop = Math.min(html.length(), from + LONGEST_TAG);
    for (int i = from; i < stop; i++) {
      char c = html.charAt(i);
      if (c == '>' && first < 0) {
        first = i;
      }
      if (quote == 0 && c == '>') {
        return i;
      }
      if (quote != 0 && c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'') && i > from && html.charAt(i - 1) == '=') {
        quote = c;
      } else if (quote != 0 && i - from > 8 * 1024 && first >= 0) {
        return first;
      }
    }
    return first;
  }

  private String name(int start, int end) {
    int stop = Math.min(Math.min(end, start + LONGEST_NAME), html.length());
    int i = start;
    while (i < stop && Character.isLetterOrDigit(html.charAt(i))) {
      i++;
    }
    return html.substring(start, i).toLowerCase(Locale.ROOT);
  }

  private void skipSilent(String name) {
    // Everything up to the end tag is passed over; without one, the rest of the document is.
    int i = at;
    while (i < html.length()) {
      int open = html.indexOf("</", i);
      if (open < 0) {
        at = html.length();
        return;
      }
      if (html.regionMatches(true, open + 2, name, 0, name.length())) {
        int close = html.indexOf('>', open);
        at = close < 0 ? html.length() : close + 1;
        return;
      }
      i = open + 2;
    }
    at = html.length();
  }

  private void entity() {
    int stop = Math.min(html.length(), at + 1 + LONGEST_ENTITY);
    int end = at + 1;
    while (end < stop && (Character.isLetterOrDigit(html.charAt(end)) || html.charAt(end) == '#')) {
      end++;
    }
    String body = html.substring(at + 1, end);
    Optional<String> value = body.startsWith("#") ? numeric(body.substring(1)) : named(body);
    if (value.isEmpty()) {
      out.append('&');
      at++;
      return;
    }
    out.append(value.get());
    at = end < html.length() && html.charAt(end) == ';' ? end + 1 : end;
  }

  private static Optional<String> numeric(String digits) {
    boolean hex = digits.startsWith("x") || digits.startsWith("X");
    String number = hex ? digits.substring(1) : digits;
    int radix = hex ? 16 : 10;
    int value = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = Character.digit(number.charAt(i), radix);
      if (digit < 0 || value > Character.MAX_CODE_POINT) {
        return Optional.empty();
      }
      value = value * radix + digit;
    }
    boolean usable = !number.isEmpty() && Character.isValidCodePoint(value);
    return usable ? Optional.of(Character.toString(value)) : Optional.empty();
  }

  private static Optional<String> named(String name) {
    Optional<String> known = Optional.ofNullable(ENTITIES.get(name));
    if (known.isPresent() || name.length() < 4) {
      return known;
    }
    return Optional.ofNullable(MARKS.get(name.substring(1))).map(mark -> name.charAt(0) + mark);
  }
}
