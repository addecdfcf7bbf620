package org.pillarbox.protection.smtp;

import javax.inject.Inject;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.MailHook;

/**
 * Refuses at MAIL what could not be written after DATA: 452 4.3.1 while the disk is nearly full.
 */
public final class SpaceHook implements MailHook {
  private final SpoolSpace space;

  @Inject
  public SpaceHook(SpoolSpace space) {
    this.space = space;
  }

  @Override
  public HookResult doMail(SMTPSession session, MaybeSender sender) {
    return space.hasRoomFor(Client.announcedSize(session))
        ? HookResult.DECLINED
        : Reply.NO_SPACE.refusal();
  }
}
