package org.pillarbox.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.inject.Inject;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.model.ComposedMessageIdWithMetaData;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.SearchQuery;
import org.apache.james.mailbox.model.SearchQuery.UidRange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Compares what a mailbox holds with what the index has of it, by UID and modification sequence,
 * and puts each difference into the outbox. Reads no message.
 */
final class MailboxReconciliation {
  private static final int WINDOW = 5_000;
  private static final int RECORDED_AT_ONCE = 500;

  private final Mailboxes mailboxes;
  private final IndexSearch searches;
  private final Outbox outbox;
  private final IndexWorker worker;

  @Inject
  MailboxReconciliation(
      Mailboxes mailboxes, IndexSearch searches, Outbox outbox, IndexWorker worker) {
    this.mailboxes = mailboxes;
    this.searches = searches;
    this.outbox = outbox;
    this.worker = worker;
  }

  /** Completes with the number of differences, all of them recorded. */
  Mono<Long> reconcile(Mailbox mailbox, String index) {
    return window(mailbox, index, 1)
        .expand(
            window ->
                window.next() == Long.MAX_VALUE
                    ? Mono.empty()
                    : window(mailbox, index, window.next()))
        .map(Window::differences)
        .reduce(0L, Long::sum);
  }

  private record Window(long next, long differences) {}

  private Mono<Window> window(Mailbox mailbox, String index, long from) {
    SearchQuery rest =
        SearchQuery.of(SearchQuery.uid(new UidRange(MessageUid.of(from), MessageUid.MAX_VALUE)));
    return searches
        .search(index, List.of(mailbox.getMailboxId()), rest, WINDOW)
        .take(WINDOW)
        .collectList()
        .flatMap(indexed -> compare(mailbox, from, indexed));
  }

  private Mono<Window> compare(Mailbox mailbox, long from, List<IndexSearch.Hit> indexed) {
    boolean last = indexed.size() < WINDOW;
    long to = last ? Long.MAX_VALUE : indexed.get(indexed.size() - 1).uid();
    Map<Long, Long> unseen = new ConcurrentHashMap<>();
    indexed.forEach(hit -> unseen.put(hit.uid(), hit.modSeq()));
    MailboxId id = mailbox.getMailboxId();
    Flux<Change> newOrChanged =
        mailboxes
            .metadata(mailbox, from, to)
            .flatMapIterable(message -> difference(id, message, unseen));
    Flux<Change> gone =
        Flux.defer(() -> Flux.fromIterable(new ArrayList<>(unseen.keySet())))
            .map(uid -> Change.expunged(id, MessageUid.of(uid)));
    return newOrChanged
        .concatWith(gone)
        .buffer(RECORDED_AT_ONCE)
        .concatMap(outbox::record)
        .doOnNext(worker::accept)
        .map(recorded -> (long) recorded.size())
        .reduce(0L, Long::sum)
        .map(differences -> new Window(last ? Long.MAX_VALUE : to + 1, differences));
  }

  private static List<Change> difference(
      MailboxId id, ComposedMessageIdWithMetaData message, Map<Long, Long> unseen) {
    MessageUid uid = message.getComposedMessageId().getUid();
    Long known = unseen.remove(uid.asLong());
    if (known == null) {
      return List.of(Change.content(id, uid, 0));
    }
    return known == message.getModSeq().asLong() ? List.of() : List.of(Change.flags(id, uid));
  }
}
