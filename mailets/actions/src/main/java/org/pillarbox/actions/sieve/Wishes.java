package org.pillarbox.actions.sieve;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.mail.internet.AddressException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.mailbox.exception.MailboxNameException;
import org.apache.james.mailbox.model.MailboxConstants;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.jsieve.mail.Action;
import org.apache.jsieve.mail.ActionDiscard;
import org.apache.jsieve.mail.ActionFileInto;
import org.apache.jsieve.mail.ActionKeep;
import org.apache.jsieve.mail.ActionRedirect;
import org.apache.jsieve.mail.ActionReject;
import org.apache.jsieve.mail.optional.ActionVacation;

/**
 * All that a script wants for one mail, looked through before any of it is done.
 *
 * @param keep whether it goes on to INBOX: by {@code keep}, or because nothing else was said
 * @param folders into each of which one copy goes; INBOX is not among them
 * @param redirects addresses to which it is sent on
 * @param refusal what the sender is to be told, if the mail is refused
 * @param absence the reply to be sent, if one is
 */
record Wishes(
    boolean keep,
    Set<String> folders,
    Set<MailAddress> redirects,
    Optional<String> refusal,
    Optional<ActionVacation> absence) {
  /** RFC 5228 section 10 leaves the number to the site. */
  static final int MOST_REDIRECTS = 10;

  /** More copies of one mail is an error of the script rather than a wish. */
  static final int MOST_FOLDERS = 20;

  /** Divides the parts of a folder's name, in scripts as in IMAP here. */
  private static final char DELIMITER = '.';

  static Wishes of(List<Action> actions, Username user) throws ScriptFailedException {
    boolean keep = false;
    Set<String> folders = new LinkedHashSet<>();
    Set<MailAddress> redirects = new LinkedHashSet<>();
    List<String> refusals = new ArrayList<>();
    List<ActionVacation> absences = new ArrayList<>();
    for (Action action : actions) {
      if (action instanceof ActionKeep) {
        keep = true;
      } else if (action instanceof ActionFileInto into) {
        String folder = folder(into.getDestination(), user);
        keep |= folder.equals(MailboxConstants.INBOX);
        folders.add(folder);
      } else if (action instanceof ActionRedirect redirect) {
        redirects.add(address(redirect.getAddress()));
      } else if (action instanceof ActionReject reject) {
        refusals.add(reject.getMessage());
      } else if (action instanceof ActionVacation vacation) {
        absences.add(vacation);
      } else if (!(action instanceof ActionDiscard)) {
        throw new ScriptFailedException("nothing here can do " + action);
      }
    }
    folders.remove(MailboxConstants.INBOX);
    bounded("redirects to", redirects.size(), MOST_REDIRECTS, "addresses");
    bounded("files into", folders.size(), MOST_FOLDERS, "folders");
    return new Wishes(
        keep, folders, redirects, refusals.stream().findFirst(), absences.stream().findFirst());
  }

  private static void bounded(String what, int wanted, int most, String things)
      throws ScriptFailedException {
    if (wanted > most) {
      throw new ScriptFailedException(
          "it %s %d %s, %d are allowed".formatted(what, wanted, things, most));
    }
  }

  private static MailAddress address(String text) throws ScriptFailedException {
    try {
      return new MailAddress(text.strip());
    } catch (AddressException e) {
      throw new ScriptFailedException("\"" + text + "\" is no address to redirect to", e);
    }
  }

  private static String folder(String name, Username user) throws ScriptFailedException {
    String path = name.strip().replace('/', DELIMITER);
    String folder = path.startsWith(String.valueOf(DELIMITER)) ? path.substring(1) : path;
    if (folder.equalsIgnoreCase(MailboxConstants.INBOX)) {
      return MailboxConstants.INBOX;
    }
    try {
      if (folder.isEmpty()) {
        throw new ScriptFailedException("a folder without a name can't be filed into");
      }
      MailboxPath.forUser(user, folder).assertAcceptable(DELIMITER);
      return folder;
    } catch (MailboxNameException e) {
      throw new ScriptFailedException("\"" + name + "\" can't be the name of a folder", e);
    }
  }
}
