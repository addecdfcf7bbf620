package org.pillarbox.storage;

import org.apache.james.events.Event;
import org.apache.james.events.EventListener;
import org.apache.james.events.Group;
import org.apache.james.mailbox.events.MailboxEvents.MailboxAdded;

/** Fails on each new mailbox whose name is {@link #NAME}. */
public class RefusingListener implements EventListener.GroupEventListener {
  static final String NAME = "refused";

  /** The group that its failures are kept under. */
  public static class RefusingGroup extends Group {}

  @Override
  public Group getDefaultGroup() {
    return new RefusingGroup();
  }

  @Override
  public boolean isHandling(Event event) {
    return event instanceof MailboxAdded added && added.getMailboxPath().getName().equals(NAME);
  }

  @Override
  public void event(Event event) {
    throw new IllegalStateException("refused on purpose");
  }
}
