package org.pillarbox.actions.rules;

import javax.mail.MessagingException;
import org.pillarbox.actions.mime.HeaderEdit;
import org.pillarbox.actions.mime.Rewriting;
import org.pillarbox.actions.mime.UnreadableMessageException;

/** Changes the header of a mail for a rule. */
final class HeaderChange {
  private HeaderChange() {}

  /** What can't be done today can't be done tomorrow: it is not a reason to keep the mail back. */
  static Outcome apply(HeaderEdit edit, Task task, String field) throws MessagingException {
    try {
      Rewriting.header(task.mail(), edit);
      return new Outcome.Done(field);
    } catch (UnreadableMessageException | IllegalArgumentException e) {
      return new Outcome.LeftAlone(String.valueOf(e.getMessage()));
    }
  }
}
