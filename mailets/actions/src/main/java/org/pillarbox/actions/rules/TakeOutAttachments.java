package org.pillarbox.actions.rules;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.inject.Inject;
import javax.inject.Provider;
import javax.mail.MessagingException;
import org.pillarbox.actions.DeliveryProgress;
import org.pillarbox.actions.Quarantine;
import org.pillarbox.actions.mime.AttachmentEdit;
import org.pillarbox.actions.mime.Changes;
import org.pillarbox.actions.mime.Entity;
import org.pillarbox.actions.mime.Rewriting;
import org.pillarbox.actions.mime.Structured;
import org.pillarbox.actions.mime.UnreadableMessageException;
import org.pillarbox.rules.action.StripAttachments;
import org.pillarbox.rules.list.Glob;
import org.pillarbox.rules.list.ListLookup;
import org.pillarbox.rules.list.NamedLists;

/**
 * Takes attachments out, says so in their place, and keeps the message as it came in quarantine,
 * where the notice's number finds it. Attached messages are looked into, archives are not. Other
 * parts stay byte for byte.
 *
 * <p>Signed, encrypted and PGP messages, reports, invitations and winmail.dat are left alone: who
 * strips what is dangerous gives the rule an {@code else} that holds the message, or a sender gets
 * through by signing.
 *
 * <p>Parameters, of which one of the first three is needed: {@code extension}, a list without dots;
 * {@code type}, a list of media types, {@code type/*} for all of a type, compared with what the
 * message declares and with what the content is; {@code list}, named lists of patterns for the
 * name; {@code notice}, what the message says instead, with {@code {names}} filled in.
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.TakeOutAttachments">
 *   <extension>js, vbs, exe</extension>
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class TakeOutAttachments extends ActionMailet<StripAttachments> {
  private final Quarantine quarantine;
  private final DeliveryProgress progress;
  private final AttachmentTypes types;
  private final Provider<NamedLists> lists;
  private final Clock clock;

  @Inject
  public TakeOutAttachments(
      Quarantine quarantine,
      DeliveryProgress progress,
      AttachmentTypes types,
      Provider<NamedLists> lists,
      Clock clock) {
    super(StripAttachments.class);
    this.quarantine = quarantine;
    this.progress = progress;
    this.types = types;
    this.lists = lists;
    this.clock = clock;
  }

  @Override
  public Outcome carryOut(StripAttachments wanted, Task task) throws MessagingException {
    byte[] bytes = Rewriting.bytes(task.mail());
    try {
      Entity message = Entity.parse(bytes);
      Changes changes = new Changes();
      AttachmentEdit.Result result =
          new AttachmentEdit(
                  unwanted(wanted, lists.get(), types.message(bytes.length)),
                  attachment -> notice(wanted, attachment, task))
              .apply(message, changes);
      if (result.removed().isEmpty()) {
        return new Outcome.NotNeeded("no such attachment");
      }
      Optional<String> untouchable = Structured.reason(message).or(result::untouchable);
      if (untouchable.isPresent()) {
        return new Outcome.LeftAlone(untouchable.get());
      }
      String names =
          result.removed().stream()
              .map(AttachmentEdit.Attachment::label)
              .collect(Collectors.joining(", "));
      keepOriginal(names, task);
      Rewriting.write(task.mail(), bytes, changes);
      return new Outcome.Done("taken out: " + names);
    } catch (UnreadableMessageException e) {
      return new Outcome.LeftAlone(e.getMessage());
    }
  }

  /** Before the change, so that nothing is ever gone; once, however often the mail is tried. */
  private void keepOriginal(String names, Task task) throws MessagingException {
    Held.once(
        quarantine, progress, task, Quarantine.Kind.ORIGINAL, "Attachments taken out: " + names);
  }

  private AttachmentEdit.Choice unwanted(
      StripAttachments wanted, NamedLists now, AttachmentTypes.OfMessage real)
      throws MessagingException {
    List<ListLookup> named = new ArrayList<>();
    for (String name : wanted.list()) {
      // Without its list the action would let through what it is there to take out.
      named.add(
          now.find(name).orElseThrow(() -> new MessagingException("there is no list " + name)));
    }
    Instant at = clock.instant();
    return attachment ->
        attachment.names().stream()
                .anyMatch(
                    name ->
                        wanted.extension().contains(extension(name))
                            || named.stream().anyMatch(list -> list.containsText(name, at)))
            || (!wanted.type().isEmpty() && isOfType(wanted, attachment, real));
  }

  private static boolean isOfType(
      StripAttachments wanted, AttachmentEdit.Attachment attachment, AttachmentTypes.OfMessage real)
      throws MessagingException {
    Set<String> found = new LinkedHashSet<>(real.of(attachment.content()));
    found.add(attachment.type());
    return wanted.type().stream()
        .anyMatch(pattern -> found.stream().anyMatch(type -> Glob.matches(pattern, type)));
  }

  /** Windows leaves out dots and blanks at the end, so "x.js. " opens as a script. */
  private static String extension(String name) {
    String file = name.strip().toLowerCase(Locale.ROOT);
    while (file.endsWith(".") || file.endsWith(" ")) {
      file = file.substring(0, file.length() - 1);
    }
    return file.substring(file.lastIndexOf('.') + 1);
  }

  private static String notice(
      StripAttachments wanted, AttachmentEdit.Attachment attachment, Task task) {
    return new Template(wanted.notice())
            .fill(Map.of("names", attachment.label()), UnaryOperator.identity())
        + "\n\nNumber of this message: "
        + task.mailId();
  }
}
