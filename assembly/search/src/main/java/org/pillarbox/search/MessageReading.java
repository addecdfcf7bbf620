package org.pillarbox.search;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.field.ContentDispositionField;
import org.apache.james.mime4j.field.ContentDispositionFieldLenientImpl;
import org.apache.james.mime4j.field.ContentTypeFieldLenientImpl;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.pillarbox.conditions.content.Charsets;
import org.pillarbox.conditions.content.HtmlText;

/**
 * The one traversal of a message for the index: a token stream read once from front to back, no
 * recursion, at most {@value #MAX_DEPTH} levels and {@value #MAX_PARTS} parts deep into it. It
 * never gives up a message: what can't be read is left out, what was read before stays.
 */
final class MessageReading {
  static final int MAX_DEPTH = 20;
  static final int MAX_PARTS = 1_000;
  private static final int MAX_HEADERS = 2_000;
  private static final int MAX_HEADER_CHARACTERS = 1 << 20;
  private static final int MAX_NAME = 1_000;

  /** Fields of messages within the message that a reader sees there, so they count as its body. */
  private static final Set<String> NESTED_HEADERS =
      Set.of("subject", "from", "to", "cc", "reply-to", "sender");

  private static final Set<String> TEXT_LIKE =
      Set.of(
          "application/json",
          "application/xml",
          "application/rtf",
          "message/delivery-status",
          "message/disposition-notification",
          "message/feedback-report",
          "message/global",
          "message/global-delivery-status");

  private static final Set<String> TEXT_EXTENSIONS =
      Set.of("txt", "csv", "md", "log", "ics", "vcf", "xml", "json", "htm", "html", "eml");

  /** Headers of any number and length are read: the message was accepted, so it is to be found. */
  private static final MimeConfig LENIENT =
      MimeConfig.custom()
          .setMaxLineLen(-1)
          .setMaxHeaderCount(-1)
          .setMaxHeaderLen(-1)
          .setMaxContentLen(-1)
          .build();

  private final AttachmentText attachmentText;
  private final List<MessageText.Header> headers = new ArrayList<>();
  private final List<String> body = new ArrayList<>();
  private final List<String> attachments = new ArrayList<>();
  private final List<String> fileNames = new ArrayList<>();
  private Optional<String> gap = Optional.empty();
  private boolean topHeaderRead;
  private int headerRoom = MAX_HEADER_CHARACTERS;
  private int bodyRoom;
  private int attachmentRoom;
  private int depth;
  private int parts;
  private Part part = Part.UNNAMED;

  /** What the header of the current part says of it. */
  private record Part(Optional<String> fileName, boolean attachment) {
    static final Part UNNAMED = new Part(Optional.empty(), false);

    Optional<String> extension() {
      return fileName
          .filter(name -> name.lastIndexOf('.') >= 0)
          .map(name -> name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
  }

  private MessageReading(AttachmentText attachmentText, int limit) {
    this.attachmentText = attachmentText;
    this.bodyRoom = limit;
    this.attachmentRoom = limit;
  }

  /**
   * Reads a message.
   *
   * @param message the whole message as stored
   * @param limit most characters of body, and of attachments, each
   */
  static MessageText read(InputStream message, AttachmentText attachmentText, int limit) {
    MessageReading reading = new MessageReading(attachmentText, limit);
    try {
      reading.traverse(message);
    } catch (IOException | MimeException | RuntimeException e) {
      reading.gap = Optional.of("unreadable from some part on: " + e);
    }
    return new MessageText(
        reading.headers, reading.body, reading.attachments, reading.fileNames, reading.gap);
  }

  private void traverse(InputStream message) throws IOException, MimeException {
    MimeTokenStream stream = new MimeTokenStream(LENIENT);
    stream.parse(message);
    EntityState state = stream.getState();
    while (state != EntityState.T_END_OF_STREAM && parts <= MAX_PARTS) {
      on(state, stream);
      state = stream.next();
    }
    if (parts > MAX_PARTS) {
      gap = Optional.of("more than " + MAX_PARTS + " parts");
    }
  }

  private void on(EntityState state, MimeTokenStream stream) throws IOException {
    switch (state) {
      case T_START_HEADER -> {
        part = Part.UNNAMED;
        parts++;
      }
      case T_FIELD -> field(stream.getField());
      case T_END_HEADER -> {
        topHeaderRead = true;
        part.fileName().ifPresent(this::addFileName);
        // What lies deeper than the bound comes as one opaque body, which is passed over.
        stream.setRecursionMode(
            depth >= MAX_DEPTH ? RecursionMode.M_FLAT : RecursionMode.M_RECURSE);
      }
      case T_START_MULTIPART, T_START_MESSAGE -> depth++;
      case T_END_MULTIPART, T_END_MESSAGE -> {
        depth--;
        stream.setRecursionMode(RecursionMode.M_RECURSE);
      }
      case T_BODY -> body(stream);
      case T_PREAMBLE,
          T_EPILOGUE,
          T_START_BODYPART,
          T_END_BODYPART,
          T_RAW_ENTITY,
          T_END_OF_STREAM -> {
        // Nothing in these is shown to a reader.
      }
    }
  }

  private void field(Field field) {
    String name = field.getName().toLowerCase(Locale.ROOT);
    if (!topHeaderRead) {
      topLevel(name, field);
    } else if (NESTED_HEADERS.contains(name)) {
      addBody(decoded(Charsets.guess(valueBytes(field))));
    }
    if ("content-disposition".equals(name)) {
      disposition(field);
    } else if ("content-type".equals(name)) {
      contentType(field);
    }
  }

  private void topLevel(String name, Field field) {
    if (headers.size() >= MAX_HEADERS || headerRoom <= 0) {
      gap = Optional.of("header too long to be indexed as a whole");
      return;
    }
    String whole = Charsets.guess(valueBytes(field));
    String raw = whole.length() <= headerRoom ? whole : whole.substring(0, headerRoom);
    headerRoom -= raw.length();
    headers.add(new MessageText.Header(name, raw, decoded(raw)));
  }

  /** The bytes behind the colon, without line ends. Unencoded UTF-8 is legal there (RFC 6532). */
  private static byte[] valueBytes(Field field) {
    byte[] raw = field.getRaw().toByteArray();
    int colon = 0;
    while (colon < raw.length && raw[colon] != ':') {
      colon++;
    }
    byte[] value = new byte[Math.max(0, raw.length - colon - 1)];
    int length = 0;
    for (int i = colon + 1; i < raw.length; i++) {
      boolean leadingSpace = length == 0 && (raw[i] == ' ' || raw[i] == '\t');
      if (raw[i] != '\r' && raw[i] != '\n' && !leadingSpace) {
        value[length++] = raw[i];
      }
    }
    return Arrays.copyOf(value, length);
  }

  private static String decoded(String raw) {
    try {
      return DecoderUtil.decodeEncodedWords(raw, DecodeMonitor.SILENT);
    } catch (IllegalArgumentException e) {
      // A charset or encoding that nobody knows: the undecoded words are all there is to find.
      return raw;
    }
  }

  private void disposition(Field field) {
    ContentDispositionField parsed =
        ContentDispositionFieldLenientImpl.PARSER.parse(field, DecodeMonitor.SILENT);
    Optional<String> name = Optional.ofNullable(parsed.getFilename()).map(MessageReading::decoded);
    part =
        new Part(
            name.or(part::fileName),
            parsed.isAttachment() || name.isPresent() || part.attachment());
  }

  private void contentType(Field field) {
    Optional<String> name =
        Optional.ofNullable(
                ContentTypeFieldLenientImpl.PARSER
                    .parse(field, DecodeMonitor.SILENT)
                    .getParameter("name"))
            .map(MessageReading::decoded);
    part = new Part(part.fileName().or(() -> name), part.attachment() || name.isPresent());
  }

  private void addFileName(String name) {
    fileNames.add(name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME));
  }

  private void body(MimeTokenStream stream) throws IOException {
    String type = stream.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT);
    boolean html = type.equals("text/html") || type.equals("application/xhtml+xml");
    if (type.startsWith("multipart/") || type.equals("application/pgp-signature")) {
      return;
    }
    if (html || isText(type)) {
      text(stream, html);
    } else if (attachmentRoom > 0) {
      attachmentText
          .extract(stream.getDecodedInputStream(), attachmentRoom)
          .ifPresent(this::addAttachment);
    }
  }

  private boolean isText(String type) {
    return type.startsWith("text/")
        || TEXT_LIKE.contains(type)
        || type.endsWith("+xml")
        || type.endsWith("+json")
        || (!type.startsWith("image/")
            && part.extension().filter(TEXT_EXTENSIONS::contains).isPresent());
  }

  private void text(MimeTokenStream stream, boolean html) throws IOException {
    int room = part.attachment() ? attachmentRoom : bodyRoom;
    if (room <= 0) {
      return;
    }
    // Markup takes more room than its words, and a character up to four bytes.
    int most = (int) Math.min(16L << 20, 4L * room + 64 * 1024);
    byte[] bytes = stream.getDecodedInputStream().readNBytes(most);
    String declared = stream.getBodyDescriptor().getCharset();
    String decoded = Charsets.decode(bytes, Optional.ofNullable(declared), html);
    String text = html ? HtmlText.of(decoded, room) : decoded;
    if (part.attachment()) {
      addAttachment(text);
    } else {
      addBody(text);
    }
  }

  private void addBody(String text) {
    String kept = cut(text, bodyRoom);
    bodyRoom -= kept.length();
    body.add(kept);
  }

  private void addAttachment(String text) {
    String kept = cut(text, attachmentRoom);
    attachmentRoom -= kept.length();
    attachments.add(kept);
  }

  private String cut(String text, int room) {
    if (text.length() <= room) {
      return text;
    }
    gap = Optional.of("text too long to be indexed as a whole");
    return text.substring(0, Math.max(0, room));
  }
}
