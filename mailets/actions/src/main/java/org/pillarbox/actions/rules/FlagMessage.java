package org.pillarbox.actions.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.mailet.Mail;
import org.apache.mailet.StorageDirective;
import org.pillarbox.rules.action.SetFlags;

/**
 * Sets flags or keywords on the message as it is put into each recipient's mailbox.
 *
 * <p>Parameter: {@code set}, a list of {@code seen}, {@code flagged} and keywords (RFC 9051 section
 * 2.3.2). {@code answered} and {@code draft} can't be set on delivery and are passed over.
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.FlagMessage">
 *   <set>flagged, $Important</set>
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class FlagMessage extends ActionMailet<SetFlags> {
  private final UsersRepository users;

  @Inject
  public FlagMessage(UsersRepository users) {
    super(SetFlags.class);
    this.users = users;
  }

  @Override
  public Outcome carryOut(SetFlags wanted, Task task) throws MessagingException {
    Set<String> keywords = new LinkedHashSet<>();
    Set<String> passedOver = new LinkedHashSet<>();
    boolean seen = false;
    boolean flagged = false;
    for (String flag : wanted.set()) {
      switch (flag.toLowerCase(Locale.ROOT)) {
        case "seen" -> seen = true;
        case "flagged" -> flagged = true;
        case "answered", "draft" -> passedOver.add(flag);
        default -> keywords.add(flag);
      }
    }
    for (MailAddress recipient : task.recipients()) {
      set(task.mail(), user(recipient), keywords, seen, flagged);
    }
    return passedOver.isEmpty()
        ? new Outcome.Done("flags " + wanted.set())
        : new Outcome.Done("flags " + wanted.set() + ", but for " + passedOver);
  }

  private static void set(
      Mail mail, Username user, Set<String> keywords, boolean seen, boolean flagged) {
    StorageDirective.Builder directive = StorageDirective.builder();
    if (seen) {
      directive.seen(Optional.of(true));
    }
    if (flagged) {
      directive.important(Optional.of(true));
    }
    Set<String> all = new LinkedHashSet<>(keywords);
    StorageDirective.fromMail(user, mail)
        .getFlags()
        .ifPresent(flags -> all.addAll(List.of(flags.getUserFlags())));
    if (!all.isEmpty()) {
      directive.keywords(Optional.of(all));
    }
    if (seen || flagged || !all.isEmpty()) {
      directive.build().encodeAsAttributes(user).forEach(mail::setAttribute);
    }
  }

  private Username user(MailAddress recipient) throws MessagingException {
    try {
      return users.getUsername(recipient);
    } catch (UsersRepositoryException e) {
      throw new MessagingException("Whose mailbox " + recipient + " is, is not known now", e);
    }
  }
}
