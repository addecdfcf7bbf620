package org.pillarbox.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.model.MailboxId;

/** All that must be done for one message (or one mailbox as a whole). Not thread-safe. */
final class Work {
  /** One per row of the outbox: a flag that goes on and off a million times takes no more room. */
  private final Map<Row, PendingChange> pending = new LinkedHashMap<>();

  private final List<Runnable> whenDone = new ArrayList<>();
  private Change change;
  private int attempts;
  private long notBefore;

  private record Row(long slot, Change.Kind kind) {
    static Row of(PendingChange pending) {
      return new Row(pending.slot(), pending.change().kind());
    }
  }

  Work(PendingChange first) {
    this.change = first.change();
    this.pending.put(Row.of(first), first);
  }

  /** Work that no outbox knows of. */
  Work(Change change) {
    this.change = change;
  }

  static String key(Change change) {
    String message = change.mailboxId().serialize() + ":" + change.uid().asLong();
    return change.kind() == Change.Kind.MAILBOX ? "mailbox:" + message : message;
  }

  String key() {
    return key(change);
  }

  void join(PendingChange other) {
    pending.merge(Row.of(other), other, (one, two) -> one.recorded() >= two.recorded() ? one : two);
    widen(other.change());
  }

  void join(Work other) {
    other.pending.values().forEach(this::join);
    whenDone.addAll(other.whenDone);
  }

  void onDone(Collection<Runnable> actions) {
    whenDone.addAll(actions);
  }

  /** The whole message must be written, not only its flags. */
  void needsContent() {
    widen(Change.content(change.mailboxId(), change.uid(), change.size()));
  }

  private void widen(Change other) {
    if (other.kind().compareTo(change.kind()) > 0) {
      change = other;
    }
  }

  void postpone(long until) {
    attempts++;
    notBefore = until;
  }

  void done() {
    whenDone.forEach(Runnable::run);
  }

  Change.Kind kind() {
    return change.kind();
  }

  MailboxId mailboxId() {
    return change.mailboxId();
  }

  MessageUid uid() {
    return change.uid();
  }

  long size() {
    return change.size();
  }

  int attempts() {
    return attempts;
  }

  long notBefore() {
    return notBefore;
  }

  long recorded() {
    return pending.values().stream().mapToLong(PendingChange::recorded).min().orElse(0);
  }

  List<PendingChange> pending() {
    return List.copyOf(pending.values());
  }
}
