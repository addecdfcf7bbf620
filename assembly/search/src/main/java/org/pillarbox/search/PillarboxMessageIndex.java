package org.pillarbox.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.inject.Inject;
import javax.mail.Flags;
import org.apache.james.events.Event;
import org.apache.james.events.Group;
import org.apache.james.mailbox.MailboxManager.MessageCapabilities;
import org.apache.james.mailbox.MailboxManager.SearchCapabilities;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.SessionProvider;
import org.apache.james.mailbox.events.MailboxEvents.Added;
import org.apache.james.mailbox.events.MailboxEvents.Expunged;
import org.apache.james.mailbox.events.MailboxEvents.FlagsUpdated;
import org.apache.james.mailbox.events.MailboxEvents.MailboxDeletion;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.MessageMetaData;
import org.apache.james.mailbox.model.SearchQuery;
import org.apache.james.mailbox.model.UpdatedFlags;
import org.apache.james.mailbox.store.MailboxSessionMapperFactory;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;
import org.apache.james.mailbox.store.search.ListeningMessageSearchIndex;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The message index as James sees it.
 *
 * <p>As a listener it is told of every change inside the append, store or expunge that made it, so
 * it does one thing only: it writes down which messages changed. It reads no message and never
 * waits for OpenSearch. As an index it answers from OpenSearch, and says {@link
 * SearchUnavailableException} when that is away.
 */
public final class PillarboxMessageIndex extends ListeningMessageSearchIndex {
  /** The name under which the event bus knows this listener. */
  public static final class PillarboxMessageIndexGroup extends Group {}

  private static final Group GROUP = new PillarboxMessageIndexGroup();

  private final Outbox outbox;
  private final IndexWorker worker;
  private final IndexSearch searches;
  private final OpenSearchHttp http;
  private final WatermarkKeeper watermarks;
  private final MessageId.Factory messageIds;
  private final SearchConfiguration configuration;

  @Inject
  PillarboxMessageIndex(
      MailboxSessionMapperFactory mappers,
      Set<SearchOverride> overrides,
      SessionProvider sessions,
      Outbox outbox,
      IndexWorker worker,
      IndexSearch searches,
      OpenSearchHttp http,
      WatermarkKeeper watermarks,
      MessageId.Factory messageIds,
      SearchConfiguration configuration) {
    super(mappers, overrides, sessions);
    this.outbox = outbox;
    this.worker = worker;
    this.searches = searches;
    this.http = http;
    this.watermarks = watermarks;
    this.messageIds = messageIds;
    this.configuration = configuration;
  }

  @Override
  public Group getDefaultGroup() {
    return GROUP;
  }

  @Override
  public EnumSet<SearchCapabilities> getSupportedCapabilities(
      EnumSet<MessageCapabilities> messageCapabilities) {
    return EnumSet.of(
        SearchCapabilities.MultimailboxSearch,
        SearchCapabilities.Text,
        SearchCapabilities.FullText,
        SearchCapabilities.Attachment,
        SearchCapabilities.AttachmentFileName,
        SearchCapabilities.PartialEmailMatch);
  }

  @Override
  public Mono<Void> reactiveEvent(Event event) {
    List<Change> changes = changes(event);
    return changes.isEmpty() ? Mono.empty() : record(changes).doOnNext(worker::accept).then();
  }

  private static List<Change> changes(Event event) {
    List<Change> changes = new ArrayList<>();
    if (event instanceof Added added) {
      for (Map.Entry<MessageUid, MessageMetaData> entry : added.getAdded().entrySet()) {
        long size = entry.getValue().getSize();
        changes.add(Change.content(added.getMailboxId(), entry.getKey(), size));
      }
    } else if (event instanceof Expunged expunged) {
      expunged.getUids().forEach(uid -> changes.add(Change.expunged(expunged.getMailboxId(), uid)));
    } else if (event instanceof FlagsUpdated updated) {
      updated.getUids().forEach(uid -> changes.add(Change.flags(updated.getMailboxId(), uid)));
    } else if (event instanceof MailboxDeletion deletion) {
      changes.add(Change.mailbox(deletion.getMailboxId()));
    }
    return changes;
  }

  private Mono<List<PendingChange>> record(List<Change> changes) {
    changes.stream().map(Change::mailboxId).distinct().forEach(watermarks::touched);
    return outbox.record(changes);
  }

  private Mono<Void> recordAndAwait(List<Change> changes) {
    return record(changes).flatMap(worker::acceptAndAwait);
  }

  @Override
  protected Flux<MessageUid> doSearch(MailboxSession session, Mailbox mailbox, SearchQuery query) {
    return searches
        .search(List.of(mailbox.getMailboxId()), query, Long.MAX_VALUE)
        .map(hit -> MessageUid.of(hit.uid()));
  }

  @Override
  public Flux<MessageId> search(
      MailboxSession session, Collection<MailboxId> mailboxIds, SearchQuery query, long limit) {
    return searches
        .search(mailboxIds, query, limit)
        .map(IndexSearch.Hit::messageId)
        .distinct()
        .take(limit)
        .map(messageIds::fromString);
  }

  /** For reindexing: completes when the index has acknowledged the message. */
  @Override
  public Mono<Void> add(MailboxSession session, Mailbox mailbox, MailboxMessage message) {
    return recordAndAwait(
        List.of(
            Change.content(
                mailbox.getMailboxId(), message.getUid(), message.getFullContentOctets())));
  }

  @Override
  public Mono<Void> delete(
      MailboxSession session, MailboxId mailboxId, Collection<MessageUid> expungedUids) {
    return recordAndAwait(toChanges(expungedUids, uid -> Change.expunged(mailboxId, uid)));
  }

  @Override
  public Mono<Void> deleteAll(MailboxSession session, MailboxId mailboxId) {
    return recordAndAwait(List.of(Change.mailbox(mailboxId)));
  }

  @Override
  public Mono<Void> update(
      MailboxSession session, MailboxId mailboxId, List<UpdatedFlags> updatedFlags) {
    return recordAndAwait(
        toChanges(updatedFlags, updated -> Change.flags(mailboxId, updated.getUid())));
  }

  private static <T> List<Change> toChanges(Collection<T> items, Function<T, Change> change) {
    return items.stream().map(change).collect(Collectors.toList());
  }

  @Override
  public Mono<Flags> retrieveIndexedFlags(Mailbox mailbox, MessageUid uid) {
    MailboxId mailboxId = mailbox.getMailboxId();
    String path =
        "/"
            + configuration.alias()
            + "/_doc/"
            + MessageDocument.id(mailboxId, uid)
            + "?_source_includes="
            + Fields.FLAGS
            + "&routing="
            + mailboxId.serialize();
    return http.get(path)
        .filter(answer -> answer.body().path("found").asBoolean())
        .map(answer -> FlagNames.parse(flagNames(answer.body())));
  }

  private static List<String> flagNames(JsonNode body) {
    List<String> names = new ArrayList<>();
    body.path("_source").path(Fields.FLAGS).forEach(name -> names.add(name.asText()));
    return names;
  }
}
