package org.pillarbox.conditions;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.pillarbox.conditions.content.FileType;
import org.pillarbox.conditions.content.HeaderField;
import org.pillarbox.conditions.content.InspectedFile;
import org.pillarbox.conditions.content.InspectedMessage;
import org.pillarbox.conditions.content.InspectionBounds;
import org.pillarbox.conditions.content.Mailbox;
import org.pillarbox.conditions.content.MessageInspection;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Attachment;
import org.pillarbox.rules.facts.Author;
import org.pillarbox.rules.facts.Content;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Header;
import org.pillarbox.rules.facts.Headers;
import org.pillarbox.rules.facts.Text;

/**
 * What a message holds, as rules see it. What could not be looked at is unknown and says why; where
 * files may be missing from the attachments, one without a name stands for them that can't be
 * inspected, so that what was found still counts.
 */
public final class Contents {
  /** Stands in for what is no address, so that its display name is still seen. Never local. */
  private static final Address UNREADABLE = new Address("unreadable", "invalid");

  private final Parties parties;
  private final InspectionBounds bounds;

  @Inject
  public Contents(Parties parties, InspectionBounds bounds) {
    this.parties = parties;
    this.bounds = bounds;
  }

  /**
   * Looks into a message once; costs at most about a second and 20 MB of memory, whatever the
   * message is.
   *
   * @param groups groups whose membership is asked of the authors
   * @throws MessagingException if the message can't be read from where it is kept, or it is not
   *     known now which domains are ours
   */
  public Content of(MimeMessage message, Set<String> groups) throws MessagingException {
    try {
      InspectedMessage inspected = MessageInspection.inspect(out -> write(message, out), bounds);
      return content(inspected, groups);
    } catch (IOException e) {
      throw new MessagingException("The message can't be read now", e);
    }
  }

  private static void write(MimeMessage message, OutputStream out) throws IOException {
    try {
      message.writeTo(out);
    } catch (MessagingException e) {
      throw new IOException(e);
    }
  }

  private Content content(InspectedMessage message, Set<String> groups) throws MessagingException {
    return new Content(
        Fact.of(message.size()),
        message.headerGaps().isEmpty()
            ? Fact.of(headers(message, groups))
            : Fact.unknown(reason(message.headerGaps())),
        text(message),
        Fact.of(attachments(message)),
        Fact.of(message.traits()));
  }

  private static Fact<Text> text(InspectedMessage message) {
    if (message.textGaps().isEmpty()) {
      return Fact.of(Text.of(message.text()));
    }
    String why = reason(message.textGaps());
    return message.text().isEmpty()
        ? Fact.unknown(why)
        : Fact.of(Text.partial(message.text(), why));
  }

  private static String reason(List<String> gaps) {
    return String.join("; ", gaps.stream().distinct().toList());
  }

  private Headers headers(InspectedMessage message, Set<String> groups) throws MessagingException {
    return new Headers(
        message.headers().stream().map(field -> new Header(field.name(), field.value())).toList(),
        authors(message, "From", groups),
        authors(message, "Sender", groups),
        authors(message, "Reply-To", groups));
  }

  private List<Author> authors(InspectedMessage message, String name, Set<String> groups)
      throws MessagingException {
    List<Author> authors = new ArrayList<>();
    for (HeaderField field : message.headers()) {
      if (field.name().equalsIgnoreCase(name)) {
        for (Mailbox mailbox : Mailbox.parse(field.raw())) {
          authors.add(
              new Author(mailbox.name(), parties.party(address(mailbox.address()), groups)));
        }
      }
    }
    return authors;
  }

  private static Address address(String text) {
    try {
      return Address.of(text);
    } catch (IllegalArgumentException e) {
      // Shown by mail clients all the same, so the author counts without an address.
      return UNREADABLE;
    }
  }

  private static List<Attachment> attachments(InspectedMessage message) {
    List<Attachment> attachments = new ArrayList<>();
    message.files().forEach(file -> attachments.addAll(attachments(file)));
    if (!message.fileGaps().isEmpty()) {
      String why = reason(message.fileGaps());
      attachments.add(
          new Attachment(
              "",
              "",
              Fact.unknown(why),
              0,
              Fact.unknown(why),
              Fact.unknown(why),
              Fact.of(false),
              List.of()));
    }
    return attachments;
  }

  /** One for each name that the file is given: readers differ in which they show and open. */
  private static List<Attachment> attachments(InspectedFile file) {
    Attachment first = attachment(file);
    return Stream.concat(
            Stream.of(first), file.names().stream().skip(1).map(name -> renamed(first, name)))
        .toList();
  }

  private static Attachment renamed(Attachment one, String name) {
    return new Attachment(
        name,
        one.declaredType(),
        one.realType(),
        one.size(),
        one.encrypted(),
        one.macros(),
        one.inspectable(),
        List.of());
  }

  private static Attachment attachment(InspectedFile file) {
    List<Attachment> inside = new ArrayList<>();
    file.contents().forEach(one -> inside.addAll(attachments(one)));
    return new Attachment(
        file.name(),
        file.declaredType(),
        type(file),
        Math.max(0, file.size()),
        known(file.encrypted(), file),
        known(file.macros(), file),
        Fact.of(file.inspectable()),
        inside);
  }

  private static Fact<String> type(InspectedFile file) {
    if (file.type() != FileType.UNKNOWN) {
      return Fact.of(file.type().mediaType());
    }
    return Fact.unknown(file.gaps().isEmpty() ? "of no known type" : reason(file.gaps()));
  }

  /** What was found is so; that something was not found says something only if all was seen. */
  private static Fact<Boolean> known(boolean found, InspectedFile file) {
    if (found) {
      return Fact.of(true);
    }
    return file.gaps().isEmpty() ? Fact.of(false) : Fact.unknown(reason(file.gaps()));
  }
}
