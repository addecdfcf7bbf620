package org.pillarbox.protection.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * One pass over a message that counts its structure and stops at the first bound that is passed. It
 * is the only traversal that is done before a message is known to be within bounds, so it never
 * recurses and keeps nothing: the parser holds one frame per open part, and stops at {@link
 * MessageBounds#depth()}.
 */
public final class MessageStructure {
  private static final Set<String> ADDRESS_FIELDS =
      Set.of("from", "sender", "reply-to", "to", "cc", "bcc");

  private final MessageBounds bounds;
  private int depth;
  private int parts;
  private int headerBytes;
  private int headerLines;
  private int addresses;

  private MessageStructure(MessageBounds bounds) {
    this.bounds = bounds;
  }

  /**
   * Counts a message's structure.
   *
   * @return what is over a bound, in words for the sender, or empty when the message is within all
   *     of them
   * @throws IOException when the message can't be read from where it was put
   */
  public static Optional<String> violation(InputStream message, MessageBounds bounds)
      throws IOException {
    return new MessageStructure(bounds).traverse(message);
  }

  private Optional<String> traverse(InputStream message) throws IOException {
    MimeConfig config =
        MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(bounds.headerBytes())
            // One more than allowed: then it is we who refuse, and say which bound it is.
            .setMaxHeaderCount(bounds.headerLines() + 1)
            .setMaxContentLen(-1)
            .setMalformedHeaderStartsBody(false)
            .setCountLineNumbers(false)
            .build();
    MimeTokenStream tokens = new MimeTokenStream(config);
    tokens.setRecursionMode(RecursionMode.M_RECURSE);
    tokens.parse(message);
    try {
      for (EntityState state = tokens.getState();
          state != EntityState.T_END_OF_STREAM;
          state = tokens.next()) {
        Optional<String> violation = count(state, tokens);
        if (violation.isPresent()) {
          return violation;
        }
      }
      return Optional.empty();
    } catch (MimeException e) {
      // The parser's own bounds on one header are the same as ours; everything else it bears.
      return Optional.of("message can't be read: " + e.getMessage());
    }
  }

  private Optional<String> count(EntityState state, MimeTokenStream tokens) {
    return switch (state) {
      case T_START_MULTIPART -> over("nesting", ++depth, bounds.depth());
      case T_START_MESSAGE -> over("nesting", ++depth - 1, bounds.depth());
      case T_END_MULTIPART, T_END_MESSAGE -> {
        depth--;
        yield Optional.empty();
      }
      case T_START_BODYPART -> over("body parts", ++parts, bounds.parts());
      case T_FIELD -> field(tokens.getField());
      case T_START_HEADER,
          T_END_HEADER,
          T_END_BODYPART,
          T_PREAMBLE,
          T_EPILOGUE,
          T_BODY,
          T_RAW_ENTITY,
          T_END_OF_STREAM ->
          Optional.empty();
    };
  }

  private Optional<String> field(Field field) {
    headerBytes +=
        field.getRaw() == null
            ? field.getName().length() + field.getBody().length()
            : field.getRaw().length();
    headerLines++;
    String name = field.getName().toLowerCase(Locale.ROOT);
    if (depth <= 1 && parts == 0 && ADDRESS_FIELDS.contains(name)) {
      addresses += 1 + count(field.getBody(), ',');
    }
    return over("header bytes", headerBytes, bounds.headerBytes())
        .or(() -> over("header lines", headerLines, bounds.headerLines()))
        .or(() -> over("addresses", addresses, bounds.addresses()));
  }

  private static int count(String text, char wanted) {
    return (int) text.chars().filter(c -> c == wanted).count();
  }

  private static Optional<String> over(String what, int value, int bound) {
    return value > bound
        ? Optional.of("too many " + what + ", allowed are " + bound)
        : Optional.empty();
  }
}
