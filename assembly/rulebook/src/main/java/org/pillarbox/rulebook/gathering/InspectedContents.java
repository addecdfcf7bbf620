package org.pillarbox.rulebook.gathering;

import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.pillarbox.conditions.Contents;
import org.pillarbox.rules.Needs;
import org.pillarbox.rules.facts.Content;

/** Looks into the message once, within the bounds of room conditions. */
public final class InspectedContents implements ContentReader {
  private final Contents contents;

  @Inject
  public InspectedContents(Contents contents) {
    this.contents = contents;
  }

  @Override
  public Content read(MimeMessage message, Needs needs, Parties parties) throws MessagingException {
    return contents.of(message, needs.groups());
  }
}
