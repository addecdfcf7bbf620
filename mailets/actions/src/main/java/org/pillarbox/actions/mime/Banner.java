package org.pillarbox.actions.mime;

import org.apache.commons.text.StringEscapeUtils;

/**
 * A text that is put into messages, in both its forms.
 *
 * @param text for readers of plain text
 * @param html for readers of HTML
 * @param place first or last
 */
public record Banner(String text, String html, Place place) {
  private static final int LONGEST = 64 * 1024;

  /** Where a banner stands. */
  public enum Place {
    /** Before what the sender wrote. */
    TOP,
    /** Behind it. */
    BOTTOM
  }

  /** One of the two forms may be empty and is then made from the other. */
  public Banner {
    if (text.isBlank() && html.isBlank()) {
      throw new IllegalArgumentException("a banner needs a text, plain or HTML");
    }
    if (text.length() > LONGEST || html.length() > LONGEST) {
      throw new IllegalArgumentException("a banner has at most " + LONGEST + " letters");
    }
    text = clean(text.isBlank() ? ShownText.htmlAsPlain(html) : text);
    html = clean(html.isBlank() ? ShownText.plainAsHtml(text) : html);
  }

  /** Lines end in LF here, in a message as that message does; other control characters go. */
  private static String clean(String text) {
    return text.replace("\r\n", "\n")
        .replace('\r', '\n')
        .replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ")
        .stripTrailing();
  }

  /** A plain value as HTML that shows it and does nothing else, in text or in an attribute. */
  public static String escaped(String value) {
    return StringEscapeUtils.escapeHtml4(value).replace("'", "&#39;");
  }
}
