package org.pillarbox.actions.mime;

import org.apache.commons.text.StringEscapeUtils;

/** What a reader sees of a text, reduced to letters and digits, so that two can be compared. */
final class ShownText {
  private ShownText() {}

  /** Of plain text. */
  static String ofPlain(String text) {
    StringBuilder letters = new StringBuilder(text.length());
    text.codePoints()
        .filter(Character::isLetterOrDigit)
        .map(Character::toLowerCase)
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }

  /** Of HTML: without tags, comments, styles and scripts, entities resolved. */
  static String ofHtml(String html) {
    return ofPlain(StringEscapeUtils.unescapeHtml4(withoutTags(html)));
  }

  /** HTML as text for those who see no HTML. */
  static String htmlAsPlain(String html) {
    String lines = html.replaceAll("(?i)<(br|/p|/div|/tr|/h[1-6])\\s*/?>", "\n");
    return StringEscapeUtils.unescapeHtml4(withoutTags(lines))
        .replaceAll("[ \\t]+", " ")
        .replaceAll(" ?\n ?", "\n")
        .strip();
  }

  private static String withoutTags(String html) {
    StringBuilder text = new StringBuilder(html.length());
    int at = 0;
    while (at < html.length()) {
      int open = html.indexOf('<', at);
      if (open < 0) {
        open = html.length();
      }
      text.append(html, at, open);
      at = open < html.length() ? behind(html, open) : open;
    }
    return text.toString();
  }

  private static int behind(String html, int open) {
    for (String raw : new String[] {"style", "script", "title"}) {
      if (html.regionMatches(true, open + 1, raw, 0, raw.length())) {
        return indexOf(html, "</" + raw, open);
      }
    }
    if (html.startsWith("<!--", open)) {
      int close = html.indexOf("-->", open);
      return close < 0 ? html.length() : close + 3;
    }
    int close = new HtmlPlace(html).pastTag(open);
    return close < 0 ? html.length() : close;
  }

  private static int indexOf(String html, String closing, int from) {
    for (int i = html.indexOf("</", from); i >= 0; i = html.indexOf("</", i + 2)) {
      if (html.regionMatches(true, i, closing, 0, closing.length())) {
        return i;
      }
    }
    return html.length();
  }

  /** Text as HTML that shows it, lines as lines. */
  static String plainAsHtml(String text) {
    return StringEscapeUtils.escapeHtml4(text).replace("\n", "<br>\n");
  }
}
