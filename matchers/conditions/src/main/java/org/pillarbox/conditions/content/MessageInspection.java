package org.pillarbox.conditions.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.pillarbox.rules.facts.Trait;

/**
 * The one traversal of a message for rules: a token stream read once from front to back, without
 * recursion, within {@link InspectionBounds}. It gives up no message: what can't be looked at is
 * named as a gap, and what was read before stays.
 */
public final class MessageInspection {
  private static final Set<String> ENCODINGS =
      Set.of("", "7bit", "8bit", "binary", "base64", "quoted-printable");
  private static final Set<String> CALENDAR = Set.of("text/calendar", "application/ics");
  private static final int CHUNK = 16 * 1024;
  private static final String LONG_TEXT = "the text is longer than is looked at";

  /** The two forms that a text comes in; a long one must not push the other one out. */
  private enum Form {
    PLAIN,
    HTML
  }

  /** What a part's own header says. */
  private record Part(boolean typed, MimeValue type, boolean disposed, MimeValue disposition) {
    static final Part EMPTY = new Part(false, MimeValue.NONE, false, MimeValue.NONE);
  }

  /** Notes that something encoded in base64 was not well formed, and goes on. */
  private static final class EncodingWatch extends DecodeMonitor {
    private boolean warned;

    @Override
    public boolean warn(String error, String dropDesc) {
      warned = true;
      return false;
    }

    @Override
    public boolean isListening() {
      return true;
    }
  }

  private final InspectionBounds bounds;
  private final Work work;
  private final FileInspection fileInspection;
  private final EncodingWatch watch = new EncodingWatch();
  private final List<HeaderField> headers = new ArrayList<>();
  private final Map<Form, StringBuilder> text = new EnumMap<>(Form.class);
  private final List<InspectedFile> files = new ArrayList<>();
  private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
  private final List<String> headerGaps = new ArrayList<>();
  private final List<String> textGaps = new ArrayList<>();
  private final List<String> fileGaps = new ArrayList<>();
  private Part part = Part.EMPTY;
  private boolean ownHeader = true;
  private int headerRoom;
  private int depth;
  private int messages;
  private int parts;

  private MessageInspection(InspectionBounds bounds, Work work) {
    this.bounds = bounds;
    this.work = work;
    this.fileInspection = new FileInspection(bounds, work);
    this.headerRoom = bounds.headerBytes();
    for (Form form : Form.values()) {
      text.put(form, new StringBuilder());
    }
  }

  /** Writes a message; called once. */
  @FunctionalInterface
  public interface Source {
    /** Writes all bytes of the message. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Inspects a message.
   *
   * @throws IOException if the message can't be read from where it is kept, or a temporary file
   *     can't be written; nothing in the message itself is a reason
   */
  public static InspectedMessage inspect(Source message, InspectionBounds bounds)
      throws IOException {
    try (Held bytes = new Held()) {
      message.writeTo(bytes);
      return new MessageInspection(bounds, Work.on(bytes.size(), bounds)).inspect(bytes);
    }
  }

  private InspectedMessage inspect(Bytes message) throws IOException {
    try (InputStream stream = message.stream(0, message.size())) {
      traverse(stream);
    } catch (MimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // The parser bears nearly everything; where it does not, the rest has not been looked at.
      restIsUnread("the message can't be read from some part on: " + e.getMessage());
    }
    describeHeader();
    return new InspectedMessage(
        message.size(),
        headers,
        text.get(Form.PLAIN).append('\n').append(text.get(Form.HTML)).toString().strip(),
        files,
        traits,
        headerGaps,
        textGaps,
        fileGaps);
  }

  private void restIsUnread(String why) {
    if (ownHeader) {
      headerGaps.add(why);
    }
    textGaps.add(why);
    fileGaps.add(why);
  }

  private void traverse(InputStream message) throws IOException, MimeException {
    MimeConfig config =
        MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(bounds.headerBytes())
            .setMaxHeaderCount(bounds.headerLines())
            .setMaxContentLen(-1)
            .setCountLineNumbers(false)
            .build();
    MimeTokenStream tokens = new MimeTokenStream(config, watch, new PartDescriptor.Builder());
    tokens.parse(message);
    EntityState state = tokens.getState();
    while (state != EntityState.T_END_OF_STREAM) {
      on(state, tokens);
      if (parts > bounds.parts()) {
        restIsUnread("more than " + bounds.parts() + " parts");
        return;
      }
      if (work.isSpent()) {
        restIsUnread(work.spent());
        return;
      }
      state = tokens.next();
    }
  }

  private void on(EntityState state, MimeTokenStream tokens) throws IOException {
    switch (state) {
      case T_START_HEADER -> {
        part = Part.EMPTY;
        parts++;
      }
      case T_FIELD -> field(tokens.getField());
      case T_END_HEADER -> {
        ownHeader = false;
        // What lies deeper than the bound comes as one opaque body.
        boolean deep = depth >= bounds.depth();
        tokens.setRecursionMode(deep ? RecursionMode.M_FLAT : RecursionMode.M_RECURSE);
      }
      case T_START_MESSAGE -> {
        messages++;
        depth++;
      }
      case T_START_MULTIPART -> {
        depth++;
        multipart(tokens.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT));
      }
      case T_END_MESSAGE -> {
        messages--;
        depth--;
        tokens.setRecursionMode(RecursionMode.M_RECURSE);
      }
      case T_END_MULTIPART -> {
        depth--;
        tokens.setRecursionMode(RecursionMode.M_RECURSE);
      }
      case T_BODY -> body(tokens);
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
    String name = field.getName().strip();
    String raw = FieldText.of(field);
    if (ownHeader) {
      own(name, raw);
    }
    // Of two fields of a kind the first one counts, as for the parser.
    if ("content-type".equalsIgnoreCase(name) && !part.typed()) {
      part = new Part(true, MimeValue.parse(raw), part.disposed(), part.disposition());
    } else if ("content-disposition".equalsIgnoreCase(name) && !part.disposed()) {
      part = new Part(part.typed(), part.type(), true, MimeValue.parse(raw));
    }
  }

  private void own(String name, String raw) {
    headerRoom -= raw.length();
    if (headers.size() >= bounds.headerLines() || headerRoom < 0) {
      if (headerGaps.isEmpty()) {
        headerGaps.add("the header is larger than is looked at");
      }
      return;
    }
    headers.add(new HeaderField(name, raw, EncodedWords.decode(raw)));
  }

  /** Traits are the message's own, not those of messages attached to it. */
  private void trait(Trait trait) {
    if (messages <= 1) {
      traits.add(trait);
    }
  }

  private void multipart(String type) {
    switch (type) {
      case "multipart/signed" -> trait(Trait.SIGNED);
      case "multipart/report" -> trait(Trait.REPORT);
      case "multipart/encrypted" -> encryptedText();
      default -> {
        // Says nothing about the message.
      }
    }
  }

  private void encryptedText() {
    trait(Trait.ENCRYPTED);
    textGaps.add("encrypted");
    fileGaps.add("encrypted");
  }

  private void body(MimeTokenStream tokens) throws IOException {
    String type =
        part.type().value().startsWith("multipart/")
            ? part.type().value()
            : tokens.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT);
    String encoding =
        Optional.ofNullable(tokens.getBodyDescriptor().getTransferEncoding())
            .orElse("")
            .strip()
            .toLowerCase(Locale.ROOT);
    watch.warned = false;
    try (Held content = new Held()) {
      boolean whole = copy(tokens.getDecodedInputStream(), content);
      List<String> gaps = new ArrayList<>();
      if (!whole) {
        gaps.add("larger than " + bounds.fileBytes() + " bytes");
      }
      if (!ENCODINGS.contains(encoding)) {
        gaps.add("in an encoding that is not known: " + encoding);
      }
      if (watch.warned && encoding.equals("base64")) {
        gaps.add("its base64 is damaged");
      }
      if (type.startsWith("multipart/") || type.startsWith("message/")) {
        structure(type, gaps);
      }
      leaf(type, content, gaps, tokens.getBodyDescriptor().getCharset());
    }
  }

  private boolean copy(InputStream from, Held into) throws IOException {
    byte[] chunk = new byte[CHUNK];
    int count = from.read(chunk);
    while (count >= 0) {
      if (into.size() + count > bounds.fileBytes()) {
        return false;
      }
      into.write(chunk, 0, count);
      count = from.read(chunk);
    }
    return true;
  }

  /** A multipart or message that came as one body: too deep, without a boundary, or elsewhere. */
  private void structure(String type, List<String> gaps) {
    boolean plain =
        type.equals("message/delivery-status")
            || type.equals("message/disposition-notification")
            || type.equals("message/feedback-report")
            || type.equals("message/global-delivery-status");
    if (!plain) {
      gaps.add(type + " that is not looked into");
      textGaps.add(type + " that is not looked into");
    }
  }

  private void leaf(String type, Held content, List<String> gaps, String charset)
      throws IOException {
    List<String> names = FileNames.of(part.disposition(), part.type());
    boolean attached = part.disposition().value().equals("attachment");
    boolean html = type.equals("text/html") || type.equals("application/xhtml+xml");
    boolean shown =
        !attached && (html || type.startsWith("text/") || type.equals("message/rfc822"));
    if (shown) {
      text(content, gaps, charset, html ? Form.HTML : Form.PLAIN);
    }
    cryptography(type, gaps);
    if (CALENDAR.contains(type)) {
      trait(Trait.CALENDAR);
    }
    boolean onlyText =
        shown
            && names.isEmpty()
            && gaps.isEmpty()
            && !type.equals("text/calendar")
            && !Signatures.isForeign(content.slice(0, Signatures.HEAD));
    if (!onlyText && content.size() + gaps.size() + names.size() > 0) {
      file(names, type, content, gaps);
    }
  }

  private void cryptography(String type, List<String> gaps) {
    boolean envelope =
        type.equals("application/pkcs7-mime") || type.equals("application/x-pkcs7-mime");
    if (!envelope) {
      return;
    }
    String kind = part.type().parameter("smime-type").orElse("").toLowerCase(Locale.ROOT);
    if (kind.equals("signed-data")) {
      trait(Trait.SIGNED);
      textGaps.add("inside a signature");
      gaps.add("inside a signature");
    } else if (!kind.equals("certs-only")) {
      gaps.add("encrypted");
      encryptedText();
    }
  }

  private void text(Held content, List<String> gaps, String charset, Form form) throws IOException {
    textGaps.addAll(gaps);
    StringBuilder kept = text.get(form);
    int room = bounds.textCharacters() / Form.values().length - kept.length();
    if (room <= 0) {
      textGaps.add(LONG_TEXT);
      return;
    }
    // Markup takes more room than its words, and a character up to four bytes.
    byte[] bytes = content.slice(0, (int) Math.min(16L << 20, 4L * room + 64 * 1024));
    String decoded = Charsets.decode(bytes, Optional.ofNullable(charset), form == Form.HTML);
    String words = form == Form.HTML ? HtmlText.of(decoded, room) : decoded;
    kept.append(words, 0, Math.min(room, words.length())).append('\n');
    if (words.length() > room || bytes.length < content.size()) {
      textGaps.add(LONG_TEXT);
    }
    inlineCryptography(words);
  }

  /** PGP without MIME (RFC 9580 section 6.2): the armour stands in the text. */
  private void inlineCryptography(String words) {
    if (words.contains("-----BEGIN PGP SIGNED MESSAGE-----")) {
      trait(Trait.SIGNED);
    }
    if (words.contains("-----BEGIN PGP MESSAGE-----")) {
      trait(Trait.ENCRYPTED);
      textGaps.add("encrypted");
    }
  }

  private void file(List<String> names, String type, Held content, List<String> gaps)
      throws IOException {
    InspectedFile file = fileInspection.inspect(content, names, type);
    if (file.type() == FileType.WINMAIL) {
      trait(Trait.TNEF);
    }
    List<String> all = new ArrayList<>(file.gaps());
    all.addAll(gaps);
    files.add(
        new InspectedFile(
            file.names(),
            file.declaredType(),
            file.type(),
            file.size(),
            file.encrypted(),
            file.macros(),
            all,
            file.contents()));
  }

  private void describeHeader() {
    for (HeaderField field : headers) {
      String value = field.value().strip().toLowerCase(Locale.ROOT);
      switch (field.name().toLowerCase(Locale.ROOT)) {
        case "auto-submitted" -> {
          // A comment or parameter may follow (RFC 3834 section 5).
          if (!MimeValue.parse(value).value().equals("no")) {
            traits.add(Trait.AUTO_SUBMITTED);
          }
        }
        case "list-id", "list-post" -> traits.add(Trait.LIST);
        case "list-unsubscribe" -> traits.add(Trait.BULK);
        case "precedence" -> {
          if (value.equals("bulk") || value.equals("junk") || value.equals("list")) {
            traits.add(Trait.BULK);
          }
        }
        default -> {
          // Says nothing about the kind of message.
        }
      }
    }
  }
}
