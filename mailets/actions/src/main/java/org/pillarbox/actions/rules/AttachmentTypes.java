package org.pillarbox.actions.rules;

import java.util.Set;
import javax.mail.MessagingException;

/** What files are, by their content. */
@FunctionalInterface
public interface AttachmentTypes {
  /** The files of one message, which share what looking into them may cost. */
  @FunctionalInterface
  interface OfMessage {
    /**
     * Media types in small letters; none when nothing is recognised.
     *
     * @throws MessagingException when it can't be looked into now: the mail is to be kept
     */
    Set<String> of(byte[] content) throws MessagingException;
  }

  /**
   * For the files of one message.
   *
   * @param bytes size of the message
   */
  OfMessage message(long bytes);

  /** Where nothing looks into files: what the message declares must do. */
  static AttachmentTypes asDeclared() {
    return bytes -> content -> Set.of();
  }
}
