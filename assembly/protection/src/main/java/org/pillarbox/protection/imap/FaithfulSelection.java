package org.pillarbox.protection.imap;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.mail.Flags;
import org.apache.james.events.EventListener;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.NullableMessageSequenceNumber;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MailboxPath;
import reactor.core.publisher.Mono;

/**
 * A selected mailbox of which the client is told everything.
 *
 * <p>James reads what changed, writes it to the client, and then forgets all that has changed: what
 * came in between is forgotten unsaid. Here what is read is taken over first, in one step with the
 * forgetting, and stays until it was read for the client; and whether the client must be told of
 * new messages is seen by comparing their number with the one that it was told last.
 */
final class FaithfulSelection implements SelectedMailbox {
  private static final long NEVER_TOLD = -1;

  private final SelectedMailbox james;
  private final boolean examined;
  // All below under the lock of James' object, which guards its own sets with it.
  private final Set<MessageUid> flagged = new TreeSet<>();
  private final Set<MessageUid> flaggedTold = new TreeSet<>();
  private final Set<MessageUid> expunged = new TreeSet<>();
  private final Set<MessageUid> expungedTold = new TreeSet<>();
  private long told = NEVER_TOLD;
  private MessageUid newest = MessageUid.MIN_VALUE;
  private boolean deletedByOther;
  private boolean newFlags;

  FaithfulSelection(SelectedMailbox james, boolean examined) {
    this.james = james;
    this.examined = examined;
  }

  /** Whether it was opened by EXAMINE, so that nothing in it may change. */
  boolean isExamined() {
    return examined;
  }

  /** How many messages there are, which the client is now told. */
  long tell() {
    synchronized (james) {
      if (told == NEVER_TOLD) {
        james.getLastUid().ifPresent(this::seen);
      }
      told = james.existsCount();
      return told;
    }
  }

  @Override
  public boolean isSizeChanged() {
    synchronized (james) {
      return told != james.existsCount();
    }
  }

  @Override
  public NullableMessageSequenceNumber remove(MessageUid uid) {
    synchronized (james) {
      NullableMessageSequenceNumber number = james.remove(uid);
      // The client counts one less when it is told of an expunged message.
      told -= told == NEVER_TOLD ? 0 : number.foldSilent(() -> 0, any -> 1);
      return number;
    }
  }

  @Override
  public Collection<MessageUid> flagUpdateUids() {
    synchronized (james) {
      takeOver();
      flaggedTold.addAll(flagged);
      return List.copyOf(flagged);
    }
  }

  @Override
  public void resetEvents() {
    synchronized (james) {
      flagged.removeAll(flaggedTold);
      flaggedTold.clear();
      deletedByOther = false;
      newFlags = false;
    }
  }

  private void takeOver() {
    // Changed once more since it was last read for the client: to be told once more.
    james
        .flagUpdateUids()
        .forEach(
            uid -> {
              flagged.add(uid);
              flaggedTold.remove(uid);
            });
    deletedByOther |= james.isDeletedByOtherSession();
    newFlags |= james.hasNewApplicableFlags();
    james.resetEvents();
  }

  @Override
  public Collection<MessageUid> expungedUids() {
    synchronized (james) {
      Collection<MessageUid> fresh = james.expungedUids();
      expunged.addAll(fresh);
      fresh.forEach(james::removeRecent);
      james.resetExpungedUids();
      expungedTold.addAll(expunged);
      return List.copyOf(expunged);
    }
  }

  @Override
  public void resetExpungedUids() {
    synchronized (james) {
      expunged.removeAll(expungedTold);
      expungedTold.clear();
    }
  }

  @Override
  public boolean isDeletedByOtherSession() {
    synchronized (james) {
      return deletedByOther || james.isDeletedByOtherSession();
    }
  }

  @Override
  public boolean hasNewApplicableFlags() {
    synchronized (james) {
      return newFlags || james.hasNewApplicableFlags();
    }
  }

  @Override
  public void resetNewApplicableFlags() {
    synchronized (james) {
      newFlags = false;
      james.resetNewApplicableFlags();
    }
  }

  @Override
  public Mono<Void> deselect() {
    return james.deselect();
  }

  @Override
  public void registerIdle(EventListener.ReactiveEventListener idle) {
    james.registerIdle(idle);
  }

  @Override
  public void unregisterIdle() {
    james.unregisterIdle();
  }

  @Override
  public NullableMessageSequenceNumber msn(MessageUid uid) {
    return james.msn(uid);
  }

  @Override
  public Optional<MessageUid> uid(int index) {
    return james.uid(index);
  }

  /**
   * Only messages that are new can become \Recent: James comes here also for an old one whose flags
   * are replaced, as the flag on the message goes with that.
   */
  @Override
  public boolean addRecent(MessageUid uid) {
    synchronized (james) {
      if (told != NEVER_TOLD && uid.compareTo(newest) <= 0) {
        return false;
      }
      seen(uid);
      return james.addRecent(uid);
    }
  }

  private void seen(MessageUid uid) {
    newest = uid.compareTo(newest) > 0 ? uid : newest;
  }

  @Override
  public boolean removeRecent(MessageUid uid) {
    return james.removeRecent(uid);
  }

  @Override
  public Collection<MessageUid> getRecent() {
    return james.getRecent();
  }

  @Override
  public int recentCount() {
    return james.recentCount();
  }

  @Override
  public long existsCount() {
    return james.existsCount();
  }

  @Override
  public Mono<MailboxPath> getPathReactive() {
    return james.getPathReactive();
  }

  @Override
  public MailboxId getMailboxId() {
    return james.getMailboxId();
  }

  @Override
  public MessageManager getMessageManager() {
    return james.getMessageManager();
  }

  @Override
  public boolean isRecent(MessageUid uid) {
    return james.isRecent(uid);
  }

  @Override
  public boolean isRecentUidRemoved() {
    return james.isRecentUidRemoved();
  }

  @Override
  public void resetRecentUidRemoved() {
    james.resetRecentUidRemoved();
  }

  @Override
  public Optional<MessageUid> getFirstUid() {
    return james.getFirstUid();
  }

  @Override
  public Optional<MessageUid> getLastUid() {
    return james.getLastUid();
  }

  @Override
  public Flags getApplicableFlags() {
    return james.getApplicableFlags();
  }
}
