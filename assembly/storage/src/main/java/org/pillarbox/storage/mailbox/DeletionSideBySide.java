package org.pillarbox.storage.mailbox;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.Flags;
import org.apache.james.events.Event;
import org.apache.james.events.EventListener;
import org.apache.james.events.Group;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.cassandra.DeleteMessageListener;
import org.apache.james.mailbox.cassandra.ids.CassandraId;
import org.apache.james.mailbox.cassandra.ids.CassandraMessageId;
import org.apache.james.mailbox.cassandra.mail.CassandraMessageIdDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMessageIdToImapUidDAO;
import org.apache.james.mailbox.events.MailboxEvents.Expunged;
import org.apache.james.mailbox.events.MailboxEvents.MailboxDeletion;
import org.apache.james.mailbox.model.ComposedMessageId;
import org.apache.james.mailbox.model.MessageMetaData;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.ThreadId;
import org.apache.james.util.streams.Limit;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Removes what is left of deleted messages with James' {@link DeleteMessageListener}, several at a
 * time.
 *
 * <p>James takes one after the other, a dozen statements each, while the client waits: EXPUNGE of a
 * thousand messages took a quarter of a minute, DELETE of a mailbox with as many nearly one.
 *
 * <p>A message leaves the list of its mailbox last, so that what is begun is found again when the
 * event is delivered once more.
 */
final class DeletionSideBySide implements EventListener.ReactiveGroupEventListener {
  /** Each mostly waits for the commit log; more at once would only crowd out deliveries. */
  private static final int AT_ONCE = 16;

  private final DeleteMessageListener james;
  private final CassandraMessageIdDAO inMailbox;
  private final CassandraMessageIdToImapUidDAO mailboxesOf;

  @Inject
  DeletionSideBySide(
      DeleteMessageListener james,
      CassandraMessageIdDAO inMailbox,
      CassandraMessageIdToImapUidDAO mailboxesOf) {
    this.james = james;
    this.inMailbox = inMailbox;
    this.mailboxesOf = mailboxesOf;
  }

  @Override
  public Group getDefaultGroup() {
    return james.getDefaultGroup();
  }

  @Override
  public boolean isHandling(Event event) {
    return james.isHandling(event);
  }

  @Override
  public Publisher<Void> reactiveEvent(Event event) {
    if (event instanceof Expunged expunged) {
      return Flux.fromIterable(expunged.getExpunged().values())
          .flatMap(message -> james.reactiveEvent(only(expunged, message)), AT_ONCE)
          .then();
    }
    if (event instanceof MailboxDeletion deletion) {
      return messages(deletion).then(Mono.from(james.reactiveEvent(deletion)));
    }
    return james.reactiveEvent(event);
  }

  private static Expunged only(Expunged all, MessageMetaData message) {
    return new Expunged(
        all.getSessionId(),
        all.getUsername(),
        all.getMailboxPath(),
        all.getMailboxId(),
        Map.of(message.getUid(), message),
        all.getEventId());
  }

  private Mono<Void> messages(MailboxDeletion deletion) {
    CassandraId mailbox = (CassandraId) deletion.getMailboxId();
    return inMailbox
        .retrieveMessages(mailbox, MessageRange.all(), Limit.unlimited())
        .map(row -> row.getComposedMessageId().getComposedMessageId())
        .flatMap(message -> delete(deletion, mailbox, message), AT_ONCE)
        .then();
  }

  private Mono<Void> delete(
      MailboxDeletion deletion, CassandraId mailbox, ComposedMessageId message) {
    CassandraMessageId id = (CassandraMessageId) message.getMessageId();
    Expunged expunged =
        new Expunged(
            deletion.getSessionId(),
            deletion.getUsername(),
            deletion.getMailboxPath(),
            mailbox,
            Map.of(message.getUid(), known(id, message.getUid())),
            deletion.getEventId());
    return mailboxesOf
        .delete(id, mailbox)
        .then(Mono.from(james.reactiveEvent(expunged)))
        .then(inMailbox.delete(mailbox, message.getUid()));
  }

  // James looks at the id alone.
  private static MessageMetaData known(CassandraMessageId id, MessageUid uid) {
    return new MessageMetaData(
        uid,
        ModSeq.first(),
        new Flags(),
        0,
        Date.from(Instant.EPOCH),
        Optional.empty(),
        id,
        ThreadId.fromBaseMessageId(id));
  }
}
