package org.pillarbox.search;

import java.time.Duration;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.SessionProvider;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.model.ComposedMessageIdWithMetaData;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.store.MailboxSessionMapperFactory;
import org.apache.james.mailbox.store.mail.MailboxMapper;
import org.apache.james.mailbox.store.mail.MessageMapper;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the index reads of James' mailboxes. */
final class Mailboxes {
  private static final Duration READ = Duration.ofMinutes(1);
  private static final Username READER = Username.of("search-index");

  private final MailboxMapper mailboxes;
  private final MessageMapper messages;

  @Inject
  Mailboxes(MailboxSessionMapperFactory mappers, SessionProvider sessions) {
    MailboxSession session = sessions.createSystemSession(READER);
    this.mailboxes = mappers.getMailboxMapper(session);
    this.messages = mappers.getMessageMapper(session);
  }

  Flux<Mailbox> list() {
    return mailboxes.list();
  }

  /** The mailbox, or empty if it is gone. Blocks, a minute at most. */
  Optional<Mailbox> find(MailboxId id) {
    return mailboxes
        .findMailboxById(id)
        .onErrorResume(MailboxNotFoundException.class, gone -> Mono.empty())
        .blockOptional(READ);
  }

  /** One message as it is now, or empty if it is gone. Blocks, a minute at most. */
  Optional<MailboxMessage> read(Mailbox mailbox, MessageUid uid, MessageMapper.FetchType type) {
    return messages
        .findInMailboxReactive(mailbox, MessageRange.one(uid), type, 1)
        .next()
        .blockOptional(READ);
  }

  /** UID and modification sequence of the messages from one UID to another, by UID. */
  Flux<ComposedMessageIdWithMetaData> metadata(Mailbox mailbox, long from, long to) {
    MessageRange range =
        to == Long.MAX_VALUE
            ? MessageRange.from(MessageUid.of(from))
            : MessageRange.range(MessageUid.of(from), MessageUid.of(to));
    return messages.listMessagesMetadata(mailbox, range);
  }

  Mono<Watermarks.State> state(Mailbox mailbox) {
    return Mono.zip(
            messages.getLastUidReactive(mailbox),
            messages.getHighestModSeqReactive(mailbox),
            messages.getMailboxCountersReactive(mailbox))
        .map(
            all ->
                new Watermarks.State(
                    all.getT1().map(MessageUid::asLong).orElse(0L),
                    all.getT2().asLong(),
                    all.getT3().getCount()));
  }
}
