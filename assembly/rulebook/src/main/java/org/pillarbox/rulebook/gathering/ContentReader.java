package org.pillarbox.rulebook.gathering;

import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.pillarbox.rules.Needs;
import org.pillarbox.rules.facts.Content;

/** What a message holds, as far as rules ask. */
public interface ContentReader {
  /**
   * Reads a message.
   *
   * @param needs what the rules look at; nothing else need be looked into
   * @param parties makes parties of the addresses in the header
   * @throws MessagingException when the message can't be read back
   */
  Content read(MimeMessage message, Needs needs, Parties parties) throws MessagingException;
}
