package org.pillarbox.actions.rules;

import java.util.Map;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;

/** What the directory says of our own people, for the text under their mails. */
@FunctionalInterface
public interface SenderAttributes {
  /**
   * Names such as {@code name}, {@code title}, {@code phone} and their values; none for those who
   * are not ours.
   *
   * @throws MessagingException when the directory does not answer: the mail is to wait
   */
  Map<String, String> of(MailAddress sender) throws MessagingException;

  /** Where there is no directory. */
  static SenderAttributes none() {
    return sender -> Map.of();
  }
}
