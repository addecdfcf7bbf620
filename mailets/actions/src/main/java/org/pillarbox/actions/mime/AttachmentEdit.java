package org.pillarbox.actions.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.mail.MessagingException;

/**
 * Takes attachments out of a message and says so in their place. All other parts stay byte for
 * byte; attached messages are looked into.
 */
public final class AttachmentEdit {
  private static final int LONGEST_NAME = 200;

  private final Choice unwanted;
  private final Function<Attachment, String> notice;

  /**
   * An attachment as its message declares it.
   *
   * @param type declared type and subtype, in small letters
   * @param names every name that a mail program may give it; possibly none
   * @param part where it is
   */
  public record Attachment(String type, List<String> names, Entity part) {
    public Attachment {
      names = List.copyOf(names);
    }

    /** What is in the file. */
    public byte[] content() {
      byte[] raw = part.rawBody();
      return part.encoding().map(how -> how.decode(raw)).orElse(raw);
    }

    /** A name for people, on one line. */
    public String label() {
      String name = names.isEmpty() ? type : names.get(0);
      String line = HeaderValue.oneLine(name);
      return line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME) + "…" : line;
    }
  }

  /** Says of an attachment whether it goes. */
  @FunctionalInterface
  public interface Choice {
    /**
     * Whether it goes.
     *
     * @throws MessagingException when that can't be found out now
     */
    boolean test(Attachment attachment) throws MessagingException;
  }

  /**
   * What to take out.
   *
   * @param unwanted whether an attachment goes
   * @param notice what stands in its place
   */
  public AttachmentEdit(Choice unwanted, Function<Attachment, String> notice) {
    this.unwanted = unwanted;
    this.notice = notice;
  }

  /**
   * What came of it.
   *
   * @param removed what is taken out
   * @param untouchable why some of it can't be; then nothing is to be changed
   */
  public record Result(List<Attachment> removed, Optional<String> untouchable) {
    public Result {
      removed = List.copyOf(removed);
    }
  }

  /**
   * Notes what is to be different.
   *
   * @throws MessagingException when it can't be found out now what goes
   */
  public Result apply(Entity message, Changes changes) throws MessagingException {
    Visit visit = new Visit(message);
    visit.to(message, Optional.empty());
    if (visit.untouchable.isEmpty()) {
      changes.addAll(visit.changes);
    }
    return new Result(visit.removed, visit.untouchable);
  }

  private final class Visit {
    private final Entity message;
    private final List<Attachment> removed = new ArrayList<>();
    private final Changes changes = new Changes();
    private Optional<String> untouchable = Optional.empty();

    Visit(Entity message) {
      this.message = message;
    }

    /** Looks at a part and below; what is in a sealed message is not to be touched. */
    void to(Entity entity, Optional<String> sealed) throws MessagingException {
      boolean isMessage = entity.type().equals("message/rfc822");
      if (!entity.isMultipart() && isFile(entity)) {
        Attachment attachment = describe(entity);
        if (unwanted.test(attachment)) {
          removed.add(attachment);
          untouchable = untouchable.or(() -> sealed);
          replace(entity, message, notice.apply(attachment), changes);
          return;
        }
      }
      for (Entity part : entity.parts()) {
        to(part, isMessage ? sealed.or(() -> Structured.reason(part)) : sealed);
      }
    }
  }

  /** All but the text itself: that has neither a file's name nor is it of a file's type. */
  private static boolean isFile(Entity entity) {
    return entity.isAttachment()
        || !(entity.type().equals("text/plain") || entity.type().equals("text/html"));
  }

  private static Attachment describe(Entity entity) {
    return new Attachment(entity.type(), List.copyOf(entity.fileNames()), entity);
  }

  private static void replace(Entity part, Entity message, String text, Changes changes) {
    String end = message.lineEnd();
    byte[] bytes = (text.strip() + "\n").replace("\n", end).getBytes(StandardCharsets.UTF_8);
    String body =
        new String(TransferEncoding.QUOTED_PRINTABLE.encode(bytes, end), StandardCharsets.US_ASCII);
    String fields =
        "Content-Type: text/plain; charset=utf-8"
            + end
            + "Content-Transfer-Encoding: quoted-printable"
            + end;
    if (part != message) {
      changes.replace(
          part.start(), part.end(), fields + "Content-Disposition: inline" + end + end + body);
      return;
    }
    boolean hasVersion = message.header().first("MIME-Version").isPresent();
    for (Field field : message.header().fields()) {
      if (field.name().toLowerCase(Locale.ROOT).startsWith("content-")) {
        changes.remove(field.start(), field.end());
      }
    }
    boolean gap = message.header().end() == message.bodyStart();
    changes.insert(
        message.header().end(),
        (hasVersion ? "" : "MIME-Version: 1.0" + end) + fields + (gap ? end : ""));
    changes.replace(message.bodyStart(), message.end(), body);
  }
}
