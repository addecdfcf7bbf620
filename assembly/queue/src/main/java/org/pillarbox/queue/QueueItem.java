package org.pillarbox.queue;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.mail.MessagingException;
import org.apache.james.queue.api.MailQueue.MailQueueException;
import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;

/** An entry in somebody's hand, with its mail. Exactly one of the endings is to be called. */
final class QueueItem implements MailQueueItem {
  private final QueueEntry entry;
  private final MailImpl mail;
  private final Set<String> served;
  private final EntryStore store;
  private final EntryIndex index;
  private final QueueConfiguration configuration;
  private final Clock clock;
  private final EntryName taken;
  private final AtomicBoolean ended = new AtomicBoolean();

  QueueItem(
      QueueEntry entry,
      MailImpl mail,
      Set<String> served,
      EntryStore store,
      EntryIndex index,
      QueueConfiguration configuration,
      Clock clock) {
    this.entry = entry;
    this.mail = mail;
    this.served = served;
    this.store = store;
    this.index = index;
    this.configuration = configuration;
    this.clock = clock;
    this.taken = entry.name();
  }

  @Override
  public Mail getMail() {
    return mail;
  }

  String id() {
    return entry.id();
  }

  /** The counters as they are now. */
  EntryName name() {
    return entry.name();
  }

  /** The mail as it lies on disk, whatever became of the one in hand. */
  Mail reread() throws MailQueueException {
    try {
      return store.read(entry);
    } catch (IOException | MessagingException e) {
      throw new MailQueueException("The entry " + entry.id() + " can't be read", e);
    }
  }

  Set<String> served() {
    return served;
  }

  /** Counts the try on disk; see {@link EntryName}. */
  void start() throws MailQueueException {
    rename(entry.name().started());
  }

  @Override
  public void done(CompletionStatus status) throws MailQueueException {
    switch (status) {
      case SUCCESS -> succeeded();
      case RETRY, REJECT -> failed(Set.of());
    }
  }

  private void succeeded() throws MailQueueException {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    try {
      store.delete(entry);
    } catch (IOException e) {
      throw new MailQueueException("The entry " + entry.id() + " could not be removed", e);
    } finally {
      index.removeInHand(entry);
      index.released(taken.deferred());
    }
  }

  /**
   * The message failed by itself: one of its tries is used up, and the next comes after the
   * back-off.
   */
  void failed(Set<String> nowServed) throws MailQueueException {
    Duration wait = configuration.backOff(entry.name().failures() + 1);
    putBack(entry.name().failed(clock.millis() + wait.toMillis()), nowServed);
  }

  /** What the message needs was away: tried again after the back-off, as often as it takes. */
  void waitForStore(Set<String> nowServed) throws MailQueueException {
    Duration wait = configuration.backOff(entry.name().waits() + 1);
    putBack(entry.name().waiting(clock.millis() + wait.toMillis()), nowServed);
  }

  /** Back as if it had not been taken, for an orderly stop. */
  void giveBack() throws MailQueueException {
    putBack(taken, Set.of());
  }

  private void putBack(EntryName next, Set<String> nowServed) throws MailQueueException {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    try {
      if (!nowServed.isEmpty()) {
        store.writeServed(entry, nowServed);
      }
      rename(next);
    } catch (IOException e) {
      throw new MailQueueException("The progress of " + entry.id() + " could not be kept", e);
    } finally {
      index.put(entry);
      index.released(taken.deferred());
    }
  }

  private void rename(EntryName next) throws MailQueueException {
    try {
      store.rename(entry, next);
    } catch (IOException e) {
      throw new MailQueueException("The entry " + entry.id() + " could not be renamed", e);
    }
  }
}
