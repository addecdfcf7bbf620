package org.pillarbox.actions.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The header of a message or part: its fields, and where it ends.
 *
 * @param fields in their order
 * @param start where the first field begins
 * @param end where the last field ends
 * @param bodyStart behind the empty line; equal to end when there is none
 */
public record HeaderBlock(List<Field> fields, int start, int end, int bodyStart) {
  /** Far more than any mail program writes; SMTP lets in 2,000 lines. */
  private static final int MOST_FIELDS = 10_000;

  public HeaderBlock {
    fields = List.copyOf(fields);
  }

  /**
   * Reads a header.
   *
   * @throws UnreadableMessageException when it has too many fields
   */
  public static HeaderBlock parse(byte[] bytes, int start, int end)
      throws UnreadableMessageException {
    List<Field> fields = new ArrayList<>();
    int at = start;
    while (at < end) {
      int lineEnd = Bytes.lineEnd(bytes, at, end);
      if (Bytes.textEnd(bytes, at, lineEnd) == at) {
        return new HeaderBlock(fields, start, at, lineEnd);
      }
      int fieldEnd = lineEnd;
      while (fieldEnd < end && (bytes[fieldEnd] == ' ' || bytes[fieldEnd] == '\t')) {
        fieldEnd = Bytes.lineEnd(bytes, fieldEnd, end);
      }
      fields.add(field(bytes, at, fieldEnd));
      if (fields.size() > MOST_FIELDS) {
        throw new UnreadableMessageException("a header has more than " + MOST_FIELDS + " fields");
      }
      at = fieldEnd;
    }
    return new HeaderBlock(fields, start, end, end);
  }

  private static Field field(byte[] bytes, int start, int end) {
    int colon = start;
    while (colon < end && bytes[colon] != ':' && bytes[colon] != '\n') {
      colon++;
    }
    if (colon == end || bytes[colon] != ':') {
      return new Field("", start, start, end, "");
    }
    String name = Bytes.headerText(bytes, start, colon).strip();
    String value = Bytes.headerText(bytes, colon + 1, end);
    // Unfolding takes away line ends only: the blanks behind them belong to the value.
    return new Field(name, start, colon + 1, end, value.replaceAll("[\r\n]+", "").strip());
  }

  /** The fields of this name. */
  public List<Field> all(String name) {
    return fields.stream().filter(field -> field.is(name)).toList();
  }

  /** The first field of this name. */
  public Optional<Field> first(String name) {
    return fields.stream().filter(field -> field.is(name)).findFirst();
  }
}
