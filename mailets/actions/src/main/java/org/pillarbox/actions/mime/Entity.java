package org.pillarbox.actions.mime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A message or one of its parts, as a range of the message's bytes, RFC 2045 and 2046. Bounded as
 * mail is at the doors of this server: {@value #DEEPEST} levels, {@value #MOST_PARTS} parts.
 */
public final class Entity {
  private static final int DEEPEST = 20;
  private static final int MOST_PARTS = 1_000;
  private static final int LONGEST_BOUNDARY = 1_000;

  private final byte[] message;
  private final HeaderBlock header;
  private final int end;
  private final Parameterized type;
  private final List<Entity> parts;

  private Entity(
      byte[] message, HeaderBlock header, int end, Parameterized type, List<Entity> parts) {
    this.message = message;
    this.header = header;
    this.end = end;
    this.type = type;
    this.parts = List.copyOf(parts);
  }

  /**
   * Finds the parts of a message. The bytes are not copied and must not be changed.
   *
   * @throws UnreadableMessageException when it is nested or divided beyond the bounds
   */
  public static Entity parse(byte[] message) throws UnreadableMessageException {
    return new Reading(message).entity(0, message.length, 0, "text/plain");
  }

  private static final class Reading {
    private final byte[] message;
    private int count;

    Reading(byte[] message) {
      this.message = message;
    }

    Entity entity(int start, int end, int depth, String defaultType)
        throws UnreadableMessageException {
      if (depth > DEEPEST || ++count > MOST_PARTS) {
        throw new UnreadableMessageException(
            "the message has more than " + DEEPEST + " levels or " + MOST_PARTS + " parts");
      }
      HeaderBlock header = HeaderBlock.parse(message, start, end);
      Parameterized type =
          header
              .first("Content-Type")
              .map(field -> Parameterized.parse(field.body()))
              .filter(found -> found.value().matches("[^/]+/[^/]+"))
              .orElse(new Parameterized(defaultType, List.of()));
      List<Entity> parts = new ArrayList<>();
      boolean plain = TransferEncoding.of(header).map(TransferEncoding::isIdentity).orElse(false);
      if (type.value().startsWith("multipart/")) {
        children(header.bodyStart(), end, depth, type, parts);
      } else if (type.value().equals("message/rfc822") && plain) {
        parts.add(entity(header.bodyStart(), end, depth + 1, "text/plain"));
      }
      return new Entity(message, header, end, type, parts);
    }

    private void children(int start, int end, int depth, Parameterized type, List<Entity> parts)
        throws UnreadableMessageException {
      String boundary = type.parameter("boundary").orElse("");
      if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
        return;
      }
      String inside = type.value().equals("multipart/digest") ? "message/rfc822" : "text/plain";
      byte[] open = ("--" + boundary).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      int part = -1;
      int at = start;
      while (at < end) {
        int lineEnd = Bytes.lineEnd(message, at, end);
        boolean delimiter = isDelimiter(at, lineEnd, open, "");
        boolean last = !delimiter && isDelimiter(at, lineEnd, open, "--");
        if ((delimiter || last) && part >= 0) {
          // The line end before a delimiter belongs to the delimiter.
          parts.add(
              entity(part, Math.max(part, Bytes.textEnd(message, part, at)), depth + 1, inside));
        }
        if (last) {
          return;
        }
        part = delimiter ? lineEnd : part;
        at = lineEnd;
      }
      if (part >= 0) {
        parts.add(entity(part, end, depth + 1, inside));
      }
    }

    private boolean isDelimiter(int from, int lineEnd, byte[] open, String tail) {
      int textEnd = Bytes.textEnd(message, from, lineEnd);
      while (textEnd > from && (message[textEnd - 1] == ' ' || message[textEnd - 1] == '\t')) {
        textEnd--;
      }
      int length = open.length + tail.length();
      return textEnd - from == length
          && Arrays.equals(message, from, from + open.length, open, 0, open.length)
          && (tail.isEmpty()
              || (message[from + open.length] == '-' && message[from + open.length + 1] == '-'));
    }
  }

  /** Type and subtype in small letters; {@code text/plain} where none is said. */
  public String type() {
    return type.value();
  }

  /** A parameter of the type. */
  public Optional<String> typeParameter(String name) {
    return type.parameter(name);
  }

  /** The header. */
  public HeaderBlock header() {
    return header;
  }

  /** Where the first field begins. */
  public int start() {
    return header.start();
  }

  /** Where the body begins. */
  public int bodyStart() {
    return header.bodyStart();
  }

  /** Where the body ends. */
  public int end() {
    return end;
  }

  /** The parts of a multipart, or the message in a message/rfc822; else none. */
  public List<Entity> parts() {
    return parts;
  }

  /** The bytes of the body as they stand there. */
  public byte[] rawBody() {
    return Arrays.copyOfRange(message, header.bodyStart(), end);
  }

  /** How the body is encoded; empty if in a way that nobody knows. */
  public Optional<TransferEncoding> encoding() {
    return TransferEncoding.of(header);
  }

  /** Whether it is a multipart, of whatever kind. */
  public boolean isMultipart() {
    return type.value().startsWith("multipart/");
  }

  /** Whether it says of itself that it is an attachment, or bears a file's name. */
  public boolean isAttachment() {
    return disposition().map(found -> found.value().equals("attachment")).orElse(false)
        || !fileNames().isEmpty();
  }

  private Optional<Parameterized> disposition() {
    return header.first("Content-Disposition").map(field -> Parameterized.parse(field.body()));
  }

  /** Every name that a mail program may give to this part as a file. */
  public Set<String> fileNames() {
    Set<String> names = new LinkedHashSet<>();
    header
        .all("Content-Disposition")
        .forEach(field -> names.addAll(Parameterized.parse(field.body()).readings("filename")));
    header
        .all("Content-Type")
        .forEach(field -> names.addAll(Parameterized.parse(field.body()).readings("name")));
    return names;
  }

  /** This part and all below it, in their order. */
  public Stream<Entity> all() {
    return Stream.concat(Stream.of(this), parts.stream().flatMap(Entity::all));
  }

  /** The line end that the message uses. */
  public String lineEnd() {
    int first = Bytes.lineEnd(message, 0, message.length);
    boolean bare =
        first > 0 && message[first - 1] == '\n' && (first < 2 || message[first - 2] != '\r');
    return bare ? "\n" : "\r\n";
  }

  byte[] message() {
    return message;
  }
}
