package org.pillarbox.search;

import java.util.Optional;
import org.apache.james.mailbox.model.MailboxId;
import reactor.core.publisher.Mono;

/** For each mailbox, the state up to which every change has reached the outbox. */
interface Watermarks {
  /**
   * A mailbox's state in three numbers that any change of its messages moves.
   *
   * @param lastUid highest UID given out
   * @param modSeq highest modification sequence
   * @param messages number of messages; an expunge moves nothing else
   */
  record State(long lastUid, long modSeq, long messages) {}

  /** The mark, if there is one that was set for that very index. */
  Mono<Optional<State>> find(MailboxId mailboxId, String index);

  /** Sets the mark. */
  Mono<Void> save(MailboxId mailboxId, String index, State state);

  /** Forgets a mailbox. */
  Mono<Void> remove(MailboxId mailboxId);
}
