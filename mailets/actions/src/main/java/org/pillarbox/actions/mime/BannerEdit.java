package org.pillarbox.actions.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Puts a banner into a message: into each form of its text, or, where there are only attachments,
 * into a text of its own before them. All other parts stay byte for byte.
 */
public final class BannerEdit {
  private final Banner banner;

  public BannerEdit(Banner banner) {
    this.banner = banner;
  }

  /** What came of it. */
  public sealed interface Result {
    /** The changes are noted. */
    record Placed() implements Result {}

    /** Nothing is to be changed: the text stands there. */
    record StandsAlready() implements Result {}

    /** Nothing is changed, for this reason. */
    record Impossible(String reason) implements Result {}
  }

  /** Notes what is to be different in the message. */
  public Result apply(Entity message, Changes changes) {
    List<Entity> bodies = Bodies.of(message);
    if (bodies.isEmpty()) {
      return addPart(message, changes);
    }
    List<TextPart> parts = new ArrayList<>();
    for (Entity body : bodies) {
      Optional<TextPart> part = TextPart.of(body);
      if (part.isEmpty()) {
        return new Result.Impossible("a text in an unknown encoding");
      }
      if (!part.get().shows(banner)) {
        parts.add(part.get());
      }
    }
    if (parts.isEmpty()) {
      return new Result.StandsAlready();
    }
    // First all, then the changes: half a banner would be none.
    Changes found = new Changes();
    for (TextPart part : parts) {
      if (!part.put(banner, message, found)) {
        return new Result.Impossible("a text whose letters can't be told apart for certain");
      }
    }
    changes.addAll(found);
    return new Result.Placed();
  }

  private Result addPart(Entity message, Changes changes) {
    String end = message.lineEnd();
    String boundary = "=_pillarbox_" + UUID.randomUUID();
    if (message.type().equals("multipart/mixed") && !message.parts().isEmpty()) {
      String theirs = message.typeParameter("boundary").orElseThrow();
      changes.insert(message.parts().get(0).start(), part(end) + end + "--" + theirs + end);
      return new Result.Placed();
    }
    if (message.isMultipart() && message.parts().isEmpty()) {
      return new Result.Impossible("a multipart without parts");
    }
    StringBuilder moved = new StringBuilder();
    for (Field field : message.header().fields()) {
      if (field.name().toLowerCase(java.util.Locale.ROOT).startsWith("content-")) {
        byte[] bytes = message.message();
        moved.append(
            new String(
                bytes, field.start(), field.end() - field.start(), StandardCharsets.ISO_8859_1));
        changes.remove(field.start(), field.end());
      }
    }
    StringBuilder header = new StringBuilder();
    if (message.header().first("MIME-Version").isEmpty()) {
      header.append("MIME-Version: 1.0").append(end);
    }
    header.append("Content-Type: multipart/mixed;").append(end);
    header.append(" boundary=\"").append(boundary).append('"').append(end);
    if (message.header().end() == message.bodyStart()) {
      header.append(end);
    }
    changes.insert(message.header().end(), header.toString());
    String before = "--" + boundary + end + part(end) + end + "--" + boundary + end;
    changes.replace(
        message.bodyStart(),
        message.bodyStart(),
        (before + moved + end).getBytes(StandardCharsets.ISO_8859_1));
    changes.insert(message.end(), end + "--" + boundary + "--" + end);
    return new Result.Placed();
  }

  /** In quoted-printable, so that it is ASCII with short lines whatever the text is. */
  private String part(String end) {
    byte[] text = (banner.text() + "\n").replace("\n", end).getBytes(StandardCharsets.UTF_8);
    byte[] body = TransferEncoding.QUOTED_PRINTABLE.encode(text, end);
    return "Content-Type: text/plain; charset=utf-8"
        + end
        + "Content-Transfer-Encoding: quoted-printable"
        + end
        + end
        + new String(body, StandardCharsets.US_ASCII);
  }
}
