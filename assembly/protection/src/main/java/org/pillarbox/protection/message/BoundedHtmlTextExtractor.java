package org.pillarbox.protection.message;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.text.StringEscapeUtils;
import org.apache.james.util.html.HtmlTextExtractor;

/**
 * Text out of HTML for previews and search, in one pass over at most {@link #MAX_INPUT} characters:
 * time grows with the input's length, whatever the input is (CVE-2024-45626). It knows no tree, so
 * nesting costs nothing, and it never fails: what is not HTML comes out as the text it is.
 */
public final class BoundedHtmlTextExtractor implements HtmlTextExtractor {
  static final int MAX_INPUT = 2 * 1024 * 1024;
  private static final int MAX_ENTITY = 32;
  private static final int MAX_TAG_NAME = 16;
  private static final Set<String> SKIPPED =
      Set.of("script", "style", "head", "title", "noscript", "template");
  private static final Map<String, String> BEFORE =
      Map.ofEntries(
          Map.entry("br", "\n"),
          Map.entry("p", "\n\n"),
          Map.entry("div", "\n"),
          Map.entry("tr", "\n"),
          Map.entry("ul", "\n"),
          Map.entry("ol", "\n"),
          Map.entry("li", "\n- "),
          Map.entry("td", " "),
          Map.entry("th", " "),
          Map.entry("h1", "\n\n"),
          Map.entry("h2", "\n\n"),
          Map.entry("h3", "\n\n"),
          Map.entry("hr", "\n"),
          Map.entry("blockquote", "\n"));

  @Override
  public String toPlainText(String html) {
    return new Pass(html.length() > MAX_INPUT ? html.substring(0, MAX_INPUT) : html).text();
  }

  /** One run over one input; the position only ever grows. */
  private static final class Pass {
    private final String html;
    private final StringBuilder text = new StringBuilder();
    private int at;

    Pass(String html) {
      this.html = html;
    }

    String text() {
      while (at < html.length()) {
        char c = html.charAt(at);
        if (c == '<' && startsTag()) {
          tag();
        } else if (c == '&') {
          entity();
        } else {
          text.append(c);
          at++;
        }
      }
      return text.toString().strip();
    }

    private boolean startsTag() {
      if (at + 1 >= html.length()) {
        return false;
      }
      char next = html.charAt(at + 1);
      return next == '/' || next == '!' || next == '?' || Character.isLetter(next);
    }

    private void tag() {
      if (html.startsWith("<!--", at)) {
        skipTo("-->");
        return;
      }
      boolean closing = html.charAt(at + 1) == '/';
      String name = name(at + (closing ? 2 : 1));
      skipAttributes();
      if (!closing) {
        text.append(BEFORE.getOrDefault(name, ""));
        if (SKIPPED.contains(name)) {
          skipElement(name);
        }
      }
    }

    private String name(int start) {
      int end = start;
      while (end < html.length()
          && end - start < MAX_TAG_NAME
          && Character.isLetterOrDigit(html.charAt(end))) {
        end++;
      }
      return html.substring(start, end).toLowerCase(Locale.ROOT);
    }

    /** To the end of the tag; a quoted attribute may hold a greater-than sign. */
    private void skipAttributes() {
      char quote = 0;
      while (at < html.length()) {
        char c = html.charAt(at++);
        if (quote != 0) {
          quote = c == quote ? 0 : quote;
        } else if (c == '"' || c == '\'') {
          quote = c;
        } else if (c == '>') {
          return;
        }
      }
    }

    private void skipElement(String name) {
      int length = name.length() + 2;
      while (at < html.length() && !html.regionMatches(true, at, "</" + name, 0, length)) {
        at++;
      }
    }

    private void skipTo(String end) {
      int found = html.indexOf(end, at);
      at = found < 0 ? html.length() : found + end.length();
    }

    private void entity() {
      // Never further than an entity can be long: a search to the end for each '&' would be
      // quadratic.
      int end = html.substring(at, Math.min(html.length(), at + MAX_ENTITY)).indexOf(';') + at;
      if (end < at) {
        text.append('&');
        at++;
        return;
      }
      text.append(StringEscapeUtils.unescapeHtml4(html.substring(at, end + 1)));
      at = end + 1;
    }
  }
}
