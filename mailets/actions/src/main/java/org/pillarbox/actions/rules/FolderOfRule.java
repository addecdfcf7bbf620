package org.pillarbox.actions.rules;

import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.StorageDirective;
import org.apache.mailet.base.GenericMailet;

/**
 * Delivers into the folder of a rule ({@link DeliverInto}) where the user's own script has said no
 * more than to keep the mail: James takes that for a choice of INBOX. Stands before LocalDelivery.
 *
 * <p>No parameters.
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.FolderOfRule">
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class FolderOfRule extends GenericMailet {
  private static final String FOLDER = "pillarbox.folder.";
  private static final Set<String> KEPT = Set.of("INBOX", "/INBOX");

  private final UsersRepository users;

  @Inject
  public FolderOfRule(UsersRepository users) {
    this.users = users;
  }

  static void note(Mail mail, Username user, String folder) {
    mail.setAttribute(new Attribute(name(user), AttributeValue.of(folder)));
  }

  private static AttributeName name(Username user) {
    return AttributeName.of(FOLDER + user.asString());
  }

  @Override
  public void service(Mail mail) throws MessagingException {
    for (MailAddress recipient : mail.getRecipients()) {
      Username user = user(recipient);
      Optional<String> folder =
          AttributeUtils.getValueAndCastFromMail(mail, name(user), String.class);
      boolean kept =
          StorageDirective.fromMail(user, mail).getTargetFolder().map(KEPT::contains).orElse(true);
      if (folder.isPresent() && kept) {
        StorageDirective.builder()
            .targetFolder(folder)
            .build()
            .encodeAsAttributes(user)
            .forEach(mail::setAttribute);
      }
    }
  }

  private Username user(MailAddress recipient) throws MessagingException {
    try {
      return users.getUsername(recipient);
    } catch (UsersRepositoryException e) {
      throw new MessagingException("Whose mailbox " + recipient + " is, is not known now", e);
    }
  }

  @Override
  public String getMailetInfo() {
    return "Delivers into the folder that a rule has named";
  }
}
