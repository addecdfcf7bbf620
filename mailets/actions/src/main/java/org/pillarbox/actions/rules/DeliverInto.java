package org.pillarbox.actions.rules;

import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.mailet.StorageDirective;
import org.pillarbox.rules.action.DeliverTo;

/**
 * Delivers into a folder of each recipient instead of INBOX; it is made where it is missing. The
 * user's own Sieve script and filters run after it and may choose another folder; that they keep
 * the mail is no other choice, if {@link FolderOfRule} stands before LocalDelivery.
 *
 * <p>Parameters: {@code name}, path of the folder, its parts joined by a slash; {@code seen},
 * whether it arrives as read (default false).
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.DeliverInto">
 *   <name>Newsletters</name>
 *   <seen>true</seen>
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class DeliverInto extends ActionMailet<DeliverTo> {
  private final UsersRepository users;

  @Inject
  public DeliverInto(UsersRepository users) {
    super(DeliverTo.class);
    this.users = users;
  }

  @Override
  public Outcome carryOut(DeliverTo wanted, Task task) throws MessagingException {
    for (MailAddress recipient : task.recipients()) {
      Username user = user(recipient);
      StorageDirective.Builder directive =
          StorageDirective.builder().targetFolder(Optional.of(wanted.name()));
      if (wanted.seen()) {
        directive.seen(Optional.of(true));
      }
      directive.build().encodeAsAttributes(user).forEach(task.mail()::setAttribute);
      FolderOfRule.note(task.mail(), user, wanted.name());
    }
    return new Outcome.Done("into " + wanted.name());
  }

  private Username user(MailAddress recipient) throws MessagingException {
    try {
      return users.getUsername(recipient);
    } catch (UsersRepositoryException e) {
      throw new MessagingException("Whose mailbox " + recipient + " is, is not known now", e);
    }
  }
}
