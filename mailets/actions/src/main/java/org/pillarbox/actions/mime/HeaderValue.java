package org.pillarbox.actions.mime;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeUtility;

/**
 * Text on its way into a header. However it came about, what leaves here is one field: no text can
 * end it and begin another, or the body (RFC 5322 section 2.2; letters beyond ASCII as RFC 2047
 * says).
 */
public final class HeaderValue {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_TEXT = 8_000;
  private static final int LONGEST_WORD = 900;

  /** What says how the body is to be read, or where the mail has been: no rule's business. */
  private static final Set<String> NOT_TO_BE_SET =
      Set.of(
          "received",
          "return-path",
          "delivered-to",
          "mime-version",
          "bcc",
          "dkim-signature",
          "arc-seal",
          "arc-message-signature",
          "arc-authentication-results");

  private static final Set<String> ADDRESSES =
      Set.of(
          "from",
          "sender",
          "reply-to",
          "to",
          "cc",
          "resent-from",
          "resent-sender",
          "resent-to",
          "resent-cc",
          "errors-to",
          "disposition-notification-to",
          "return-receipt-to");

  private HeaderValue() {}

  /**
   * The name, if a rule may set this field.
   *
   * @throws IllegalArgumentException when it is no field's name, or one that says how the message
   *     is read or where it has been
   */
  public static String checkName(String name) {
    boolean legal =
        !name.isEmpty()
            && name.length() <= LONGEST_NAME
            && name.chars().allMatch(c -> c > ' ' && c < 127 && c != ':');
    if (!legal) {
      throw new IllegalArgumentException(
          "a header's name is up to "
              + LONGEST_NAME
              + " ASCII letters without blanks and colons, not \""
              + oneLine(name)
              + "\"");
    }
    String small = name.toLowerCase(Locale.ROOT);
    if (NOT_TO_BE_SET.contains(small) || small.startsWith("content-")) {
      throw new IllegalArgumentException(
          "the header " + name + " says how or whence the message came and can't be changed");
    }
    return name;
  }

  /**
   * The text, if it is one line.
   *
   * @throws IllegalArgumentException when it is not, or is too long
   */
  public static String checkText(String text) {
    if (text.length() > LONGEST_TEXT || text.chars().anyMatch(HeaderValue::isControl)) {
      throw new IllegalArgumentException(
          "a header's text is one line of up to "
              + LONGEST_TEXT
              + " letters without control characters, not \""
              + oneLine(text.substring(0, Math.min(text.length(), LONGEST_NAME)))
              + "\"");
    }
    return text;
  }

  private static boolean isControl(int c) {
    // Unicode knows line ends of its own, and marks that turn the direction of writing round.
    return Character.isISOControl(c)
        || c == 0x2028
        || c == 0x2029
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  /** The text on one line, bounded: for what comes out of a message. */
  public static String oneLine(String text) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), LONGEST_TEXT));
    text.codePoints()
        .limit(LONGEST_TEXT)
        .map(c -> isControl(c) ? ' ' : c)
        .forEach(line::appendCodePoint);
    return line.toString().strip();
  }

  /**
   * A whole field without its line end, folded.
   *
   * @throws IllegalArgumentException when the name may not be set, or the field wants addresses and
   *     the text is none
   */
  public static String field(String name, String text) {
    return checkName(name) + ": " + encode(name, oneLine(text));
  }

  private static String encode(String name, String text) {
    if (ADDRESSES.contains(name.toLowerCase(Locale.ROOT))) {
      return addresses(name, text);
    }
    return words(name.length() + 2, text);
  }

  private static String addresses(String name, String text) {
    try {
      return InternetAddress.toString(encoded(text), name.length() + 2);
    } catch (AddressException | UnsupportedEncodingException e) {
      throw new IllegalArgumentException(
          "the header " + name + " holds addresses, not \"" + text + "\"", e);
    }
  }

  private static InternetAddress[] encoded(String text)
      throws AddressException, UnsupportedEncodingException {
    InternetAddress[] addresses = InternetAddress.parse(text, true);
    for (InternetAddress address : addresses) {
      // Sets the name once more: only so is it encoded and does the raw form not come through.
      address.setPersonal(address.getPersonal(), StandardCharsets.UTF_8.name());
    }
    return addresses;
  }

  /** Unstructured text from this column on: plain, or as encoded words. */
  static String words(int column, String text) {
    boolean tooLong = false;
    for (String word : text.split(" ", -1)) {
      tooLong |= word.length() > LONGEST_WORD;
    }
    if (Bytes.isAscii(text) && !tooLong) {
      return MimeUtility.fold(column, text);
    }
    try {
      String one = MimeUtility.encodeWord(text, StandardCharsets.UTF_8.name(), "B");
      // Forced where the text is ASCII with a word that would not fit on any line.
      return MimeUtility.fold(column, one.equals(text) ? forced(text) : one);
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("UTF-8 is there in every Java", e);
    }
  }

  private static String forced(String text) {
    StringBuilder words = new StringBuilder(text.length() * 2);
    for (int at = 0; at < text.length(); at += 40) {
      String piece = text.substring(at, Math.min(text.length(), at + 40));
      words
          .append(at == 0 ? "" : " ")
          .append("=?utf-8?B?")
          .append(
              java.util.Base64.getEncoder().encodeToString(piece.getBytes(StandardCharsets.UTF_8)))
          .append("?=");
    }
    return words.toString();
  }
}
