package org.pillarbox.actions.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One text of a message, into which a banner can be put. Charset and transfer encoding stay what
 * they are, but for two cases: plain text that can't hold the banner's letters becomes UTF-8, and
 * 7bit or too long lines become quoted-printable.
 */
final class TextPart {
  private static final int LONGEST_LINE = 990;

  private final Entity entity;
  private final TransferEncoding encoding;
  private final Optional<Charset> charset;
  private final byte[] content;

  private TextPart(
      Entity entity, TransferEncoding encoding, Optional<Charset> charset, byte[] content) {
    this.entity = entity;
    this.encoding = encoding;
    this.charset = charset;
    this.content = content;
  }

  /** The text; empty when its transfer encoding is unknown. */
  static Optional<TextPart> of(Entity entity) {
    Optional<Charset> charset =
        entity
            .typeParameter("charset")
            .map(Parameterized::charset)
            .orElse(Optional.of(StandardCharsets.US_ASCII));
    return entity
        .encoding()
        .map(how -> new TextPart(entity, how, charset, how.decode(entity.rawBody())));
  }

  private boolean isHtml() {
    return entity.type().equals("text/html");
  }

  /** Whether the banner is at its place: a top one first of all, a bottom one anywhere. */
  boolean shows(Banner banner) {
    String body = new String(content, charset.orElse(StandardCharsets.ISO_8859_1));
    String shown = isHtml() ? ShownText.ofHtml(body) : ShownText.ofPlain(body);
    String wanted = isHtml() ? ShownText.ofHtml(banner.html()) : ShownText.ofPlain(banner.text());
    if (wanted.isEmpty()) {
      return isHtml() && body.contains(banner.html());
    }
    // Anywhere would let a sender keep a warning off by quoting it at the end.
    return banner.place() == Banner.Place.TOP ? shown.startsWith(wanted) : shown.contains(wanted);
  }

  /** Notes the changes; false when it can't be done without harm to the text. */
  boolean put(Banner banner, Entity message, Changes changes) {
    if (!encoding.tellsAll(entity.rawBody()) || headerIsOpen()) {
      return false;
    }
    if (charset.isPresent() && !holdsAscii(charset.get())) {
      return putIntoLetters(banner, charset.get(), message, changes);
    }
    String end = encoding.isIdentity() ? message.lineEnd() : "\r\n";
    String text = piece(banner, end);
    Optional<byte[]> bytes = charset.flatMap(found -> Bytes.encode(text, found));
    if (bytes.isEmpty() && Bytes.isAscii(text)) {
      bytes = Optional.of(text.getBytes(StandardCharsets.US_ASCII));
    }
    if (bytes.isPresent()) {
      int at = place(banner, new String(content, StandardCharsets.ISO_8859_1));
      splice(at, bytes.get(), message, changes);
      return true;
    }
    return putAsUtf8(banner, text, message, changes);
  }

  /** A header, or the boundary before it, whose line does not end has no place behind it. */
  private boolean headerIsOpen() {
    int end = entity.header().end();
    return end > 0 && entity.message()[end - 1] != '\n';
  }

  /** Charsets in which every ASCII byte is that letter, so that a place can be found by bytes. */
  private static boolean holdsAscii(Charset charset) {
    String name = charset.name().toLowerCase(Locale.ROOT);
    return !(name.startsWith("utf-16")
        || name.startsWith("utf-32")
        || name.startsWith("x-utf")
        || name.startsWith("utf-7")
        || name.startsWith("iso-2022")
        || name.startsWith("x-iso-2022")
        || name.startsWith("x-windows-iso2022")
        || name.startsWith("cesu")
        || name.startsWith("ibm")
        || name.startsWith("x-ibm"));
  }

  private boolean putIntoLetters(Banner banner, Charset known, Entity message, Changes changes) {
    Optional<String> body = Bytes.decode(content, known);
    if (body.isEmpty()) {
      return false;
    }
    String text = piece(banner, "\r\n");
    int at = place(banner, body.get());
    String whole = body.get().substring(0, at) + text + body.get().substring(at);
    Optional<byte[]> bytes = Bytes.encode(whole, known);
    boolean risky = encoding.isIdentity() && mayDelimit(body.get(), at, text);
    TransferEncoding how = risky ? TransferEncoding.QUOTED_PRINTABLE : encoding;
    bytes.ifPresent(found -> rewrite(found, how, message, changes));
    return bytes.isPresent();
  }

  private boolean putAsUtf8(Banner banner, String text, Entity message, Changes changes) {
    Optional<String> body = charset.flatMap(known -> Bytes.decode(content, known));
    if (body.isEmpty()) {
      return false;
    }
    int at = place(banner, body.get());
    String whole = body.get().substring(0, at) + text + body.get().substring(at);
    rewrite(
        whole.getBytes(StandardCharsets.UTF_8),
        encoding == TransferEncoding.SEVEN_BIT
                || (encoding.isIdentity() && mayDelimit(body.get(), at, text))
            ? TransferEncoding.QUOTED_PRINTABLE
            : encoding,
        message,
        changes);
    setCharset(message, changes);
    return true;
  }

  private int place(Banner banner, String body) {
    boolean top = banner.place() == Banner.Place.TOP;
    if (isHtml()) {
      HtmlPlace places = new HtmlPlace(body);
      return top ? places.top() : places.bottom();
    }
    int mark = body.startsWith("\uFEFF") ? 1 : body.startsWith("\u00EF\u00BB\u00BF") ? 3 : 0;
    return top ? mark : body.length();
  }

  private String piece(Banner banner, String end) {
    if (isHtml()) {
      String html = "\n" + banner.html() + "\n";
      boolean fits = charset.map(found -> Bytes.encode(html, found).isPresent()).orElse(false);
      return (fits ? html : asEntities(html)).replace("\n", end);
    }
    String text = isFlowed() ? stuffed(banner.text()) : banner.text();
    boolean top = banner.place() == Banner.Place.TOP;
    boolean open = !top && content.length > 0 && content[content.length - 1] != '\n';
    return (top ? text + "\n\n" : (open ? "\n" : "") + "\n" + text + "\n").replace("\n", end);
  }

  private static String asEntities(String html) {
    StringBuilder ascii = new StringBuilder(html.length());
    html.codePoints()
        .forEach(
            c -> {
              if (c < 128) {
                ascii.append((char) c);
              } else {
                ascii.append("&#").append(c).append(';');
              }
            });
    return ascii.toString();
  }

  private boolean isFlowed() {
    return entity.typeParameter("format").filter("flowed"::equalsIgnoreCase).isPresent();
  }

  /** RFC 3676: no line of ours flows into the next, and none is taken for a quotation. */
  private static String stuffed(String text) {
    return text.lines()
        .map(String::stripTrailing)
        .map(
            line ->
                line.startsWith(" ") || line.startsWith(">") || line.startsWith("From ")
                    ? " " + line
                    : line)
        .collect(java.util.stream.Collectors.joining("\n"));
  }

  private void splice(int at, byte[] bytes, Entity message, Changes changes) {
    boolean plain =
        encoding.isIdentity()
            && (encoding != TransferEncoding.SEVEN_BIT || Bytes.isAscii(bytes))
            && hasShortLines(bytes)
            && !mayDelimit(
                new String(content, StandardCharsets.ISO_8859_1),
                at,
                new String(bytes, StandardCharsets.ISO_8859_1));
    if (plain) {
      int place = entity.bodyStart() + at;
      String gap = entity.header().end() == entity.bodyStart() ? message.lineEnd() : "";
      changes.replace(place, place, joined(gap.getBytes(StandardCharsets.US_ASCII), bytes));
      return;
    }
    byte[] whole =
        joined(
            Arrays.copyOfRange(content, 0, at),
            bytes,
            Arrays.copyOfRange(content, at, content.length));
    rewrite(
        whole,
        encoding.isIdentity() ? TransferEncoding.QUOTED_PRINTABLE : encoding,
        message,
        changes);
  }

  /**
   * Whether the text, put there, makes a line that could be the boundary of a part: by a name that
   * is filled in, or by breaking a line of the sender's before {@code --}. So what was text when it
   * was scanned would become an attachment, or the end of the message.
   */
  private static boolean mayDelimit(String body, int at, String text) {
    int start = at;
    while (start > 0 && body.charAt(start - 1) != '\n' && body.charAt(start - 1) != '\r') {
      start--;
    }
    int end = at;
    while (end < body.length() && body.charAt(end) != '\n' && body.charAt(end) != '\r') {
      end++;
    }
    return (body.substring(start, at) + text + body.substring(at, end))
        .lines()
        .anyMatch(line -> line.startsWith("--") && line.stripTrailing().length() > 2);
  }

  private static boolean hasShortLines(byte[] bytes) {
    int start = 0;
    while (start < bytes.length) {
      int next = Bytes.lineEnd(bytes, start, bytes.length);
      if (next - start > LONGEST_LINE) {
        return false;
      }
      start = next;
    }
    return true;
  }

  private static byte[] joined(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  private void rewrite(byte[] whole, TransferEncoding how, Entity message, Changes changes) {
    byte[] body = how.encode(whole, message.lineEnd());
    boolean noGap = entity.header().end() == entity.bodyStart();
    byte[] gap = (noGap ? message.lineEnd() : "").getBytes(StandardCharsets.US_ASCII);
    changes.replace(entity.bodyStart(), entity.end(), joined(gap, body));
    if (how != encoding) {
      setField("Content-Transfer-Encoding", " " + how.token(), message, changes);
    }
  }

  private void setCharset(Entity message, Changes changes) {
    Optional<Field> field = entity.header().first("Content-Type");
    String now =
        field
            .map(
                found ->
                    found.body().replaceAll("(?i);\\s*charset\\s*=\\s*(\"[^\"]*\"|[^;\\s]*)", ""))
            .orElse("text/plain");
    setField("Content-Type", " " + now + "; charset=utf-8", message, changes);
  }

  private void setField(String name, String value, Entity message, Changes changes) {
    String end = message.lineEnd();
    Optional<Field> field = entity.header().first(name);
    if (field.isPresent()) {
      changes.replace(field.get().value(), field.get().end(), folded(value, end) + end);
      return;
    }
    boolean bare = entity == message && message.header().first("MIME-Version").isEmpty();
    changes.insert(
        entity.header().end(),
        (bare && name.equals("Content-Type") ? "MIME-Version: 1.0" + end : "")
            + name
            + ":"
            + folded(value, end)
            + end);
  }

  private static String folded(String value, String end) {
    return value.replaceAll(";\\s*", ";" + end + " ");
  }
}
