package org.pillarbox.server;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import org.apache.james.events.EventListener;
import org.apache.james.jmap.change.MailboxChangeListener;
import org.apache.james.jmap.event.PropagateLookupRightListener;

/**
 * What listens to the mailboxes for JMAP: its changes and the rights of those who share. James'
 * third listener is left out: it reads and parses every message that arrives to keep a preview of
 * it, which JMAP makes and keeps too when a client asks for a message that has none.
 */
final class JmapListenersModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), EventListener.GroupEventListener.class)
        .addBinding()
        .to(PropagateLookupRightListener.class);
    Multibinder.newSetBinder(binder(), EventListener.ReactiveGroupEventListener.class)
        .addBinding()
        .to(MailboxChangeListener.class);
  }
}
