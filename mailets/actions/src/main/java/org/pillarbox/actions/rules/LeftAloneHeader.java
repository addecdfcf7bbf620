package org.pillarbox.actions.rules;

import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.pillarbox.actions.mime.HeaderEdit;
import org.pillarbox.actions.mime.Rewriting;
import org.pillarbox.actions.mime.UnreadableMessageException;

/**
 * What a message bears that a rule wanted to change and might not: a header field, which no
 * signature of the sender's program covers.
 */
final class LeftAloneHeader {
  static final String NAME = "X-Pillarbox-Left-Alone";

  private LeftAloneHeader() {}

  static void add(Mail mail, String rule, String reason) throws MessagingException {
    try {
      Rewriting.header(mail, new HeaderEdit.Add(NAME, rule + "; " + reason));
    } catch (UnreadableMessageException e) {
      throw new MessagingException("The header can't be read", e);
    }
  }
}
