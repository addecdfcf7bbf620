package org.pillarbox.actions.mime;

import java.util.Locale;
import java.util.Set;

/**
 * Where in an HTML text something can be put so that it is shown first or last. It follows what
 * browsers do before the body begins (WHATWG HTML, section 13.2.6.4), so that nothing that the
 * sender writes before {@code <body>} can take a banner in.
 */
final class HtmlPlace {
  private static final Set<String> BEFORE_BODY =
      Set.of("html", "head", "meta", "link", "base", "basefont", "bgsound", "noscript");

  private static final Set<String> RAW_TEXT = Set.of("title", "style", "script");

  private final String html;

  HtmlPlace(String html) {
    this.html = html;
  }

  /** Before the first thing that is shown. */
  int top() {
    // A byte order mark, as a letter or byte by byte.
    int at = html.startsWith("\uFEFF") ? 1 : html.startsWith("\u00EF\u00BB\u00BF") ? 3 : 0;
    while (at < html.length()) {
      char c = html.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c != '<') {
        return at;
      } else {
        int next = past(at);
        if (next < 0) {
          return at;
        }
        if (name(at).equals("body")) {
          return next;
        }
        at = next;
      }
    }
    return html.length();
  }

  /** Behind what may stand before the body's content; -1 where that content begins. */
  private int past(int at) {
    if (html.startsWith("<!--", at)) {
      return pastComment(at);
    }
    if (html.startsWith("<!", at) || html.startsWith("<?", at)) {
      return pastSign(at);
    }
    String name = name(at);
    boolean end = html.startsWith("</", at);
    if (name.equals("body") && !end) {
      return pastTag(at);
    }
    if (BEFORE_BODY.contains(name) && !(end && name.equals("html"))) {
      return pastTag(at);
    }
    if (RAW_TEXT.contains(name) && !end) {
      return pastRawText(at, name);
    }
    return -1;
  }

  private int pastComment(int at) {
    if (html.startsWith("<!-->", at)) {
      return at + 5;
    }
    if (html.startsWith("<!--->", at)) {
      return at + 6;
    }
    int plain = html.indexOf("-->", at + 4);
    int odd = html.indexOf("--!>", at + 4);
    if (plain < 0 && odd < 0) {
      return -1;
    }
    return odd < 0 || (plain >= 0 && plain < odd) ? plain + 3 : odd + 4;
  }

  private int pastSign(int at) {
    int end = html.indexOf('>', at);
    return end < 0 ? -1 : end + 1;
  }

  /** Behind the tag that begins here, quoted attributes included; -1 if it does not end. */
  int pastTag(int at) {
    char quote = 0;
    for (int i = at; i < html.length(); i++) {
      char c = html.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '>') {
        return i + 1;
      } else if ((c == '"' || c == '\'') && followsEquals(i)) {
        quote = c;
      }
    }
    return -1;
  }

  private boolean followsEquals(int quote) {
    int i = quote - 1;
    while (i >= 0 && Character.isWhitespace(html.charAt(i))) {
      i--;
    }
    return i >= 0 && html.charAt(i) == '=';
  }

  private int pastRawText(int at, String name) {
    int open = pastTag(at);
    if (open < 0) {
      return -1;
    }
    String close = "</" + name;
    for (int i = html.indexOf("</", open); i >= 0; i = html.indexOf("</", i + 2)) {
      int behind = i + close.length();
      if (html.regionMatches(true, i, close, 0, close.length())
          && behind < html.length()
          && !Character.isLetterOrDigit(html.charAt(behind))) {
        return pastTag(i);
      }
    }
    return -1;
  }

  private String name(int at) {
    int from = html.startsWith("</", at) ? at + 2 : at + 1;
    int to = from;
    while (to < html.length() && to - from < 20 && Character.isLetterOrDigit(html.charAt(to))) {
      to++;
    }
    return html.substring(from, to).toLowerCase(Locale.ROOT);
  }

  /** Before the tags that end the text, else at its end. */
  int bottom() {
    String small = html.toLowerCase(Locale.ROOT);
    int at = small.lastIndexOf("</body");
    if (at < 0 || small.length() != html.length()) {
      at = small.length() == html.length() ? small.lastIndexOf("</html") : -1;
    }
    return at < 0 ? html.length() : at;
  }
}
