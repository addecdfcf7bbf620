package org.pillarbox.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.james.mailbox.model.Mailbox;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Writes a batch of work to the index: reads the messages side by side, and sends what they became
 * in requests of bounded size. Every entry ends as one outcome.
 */
final class BulkWriter {
  private static final Duration BATCH = Duration.ofMinutes(15);

  private final OpenSearchHttp http;
  private final Mailboxes mailboxes;
  private final DocumentSource documents;
  private final MailboxRemoval removal;
  private final SearchConfiguration configuration;
  private final Set<String> alsoTo = new CopyOnWriteArraySet<>();

  @Inject
  BulkWriter(
      OpenSearchHttp http,
      Mailboxes mailboxes,
      DocumentSource documents,
      MailboxRemoval removal,
      SearchConfiguration configuration) {
    this.http = http;
    this.mailboxes = mailboxes;
    this.documents = documents;
    this.removal = removal;
    this.configuration = configuration;
  }

  /** From now on everything is written to this index too, in full, while it is being filled. */
  void alsoWriteTo(String index) {
    alsoTo.add(index);
  }

  /** Ends {@link #alsoWriteTo}. */
  void noLongerWriteTo(String index) {
    alsoTo.remove(index);
  }

  /** Whether OpenSearch answers and has an index to write to. Blocks, for a request's time. */
  boolean isReachable() {
    return http.get("/_alias/" + configuration.alias())
        .map(OpenSearchHttp.Answer::found)
        .onErrorReturn(false)
        .blockOptional(configuration.requestTimeout().plusSeconds(5))
        .orElse(false);
  }

  /** Works a batch off. Blocks, a quarter of an hour at most. */
  List<Outcome> write(List<Work> batch) {
    return write(batch, targets(), "index");
  }

  /**
   * Writes messages to that index only, those that it does not have yet: what it has is as new as
   * what is read here, or newer. Blocks, a quarter of an hour at most.
   */
  List<Outcome> fill(String index, List<Work> batch) {
    return write(batch, List.of(index), "create");
  }

  private List<Outcome> write(List<Work> batch, List<String> targets, String operation) {
    List<Outcome> outcomes = new ArrayList<>();
    List<Work> messages = new ArrayList<>();
    for (Work work : batch) {
      // Before the messages of the batch: those that are still there are written again after it.
      if (work.kind() == Change.Kind.MAILBOX) {
        outcomes.add(removal.remove(work, targets));
      } else {
        messages.add(work);
      }
    }
    MailboxCache known = new MailboxCache(mailboxes);
    Flux.fromIterable(messages)
        .flatMap(work -> prepare(known, work, targets, operation), configuration.readers(), 1)
        .bufferUntil(new Full(configuration.bulkBytes()))
        .concatMap(this::send)
        .concatMapIterable(sent -> sent)
        .collectList()
        .blockOptional(BATCH)
        .ifPresent(outcomes::addAll);
    return outcomes;
  }

  private List<String> targets() {
    List<String> targets = new ArrayList<>(List.of(configuration.alias()));
    targets.addAll(alsoTo);
    return targets;
  }

  private Mono<Prepared> prepare(
      MailboxCache known, Work work, List<String> targets, String operation) {
    return Mono.fromCallable(() -> prepared(known, work, targets, operation))
        .subscribeOn(Schedulers.boundedElastic())
        .onErrorResume(
            e -> Mono.just(new Prepared(work, "", 0, Optional.of(Outcome.failed(work, e)))));
  }

  private Prepared prepared(MailboxCache known, Work work, List<String> targets, String operation)
      throws Exception {
    Optional<Mailbox> mailbox = known.find(work.mailboxId());
    if (work.kind() == Change.Kind.EXPUNGED || mailbox.isEmpty()) {
      return deletion(work, targets);
    }
    // An index that is being filled may not have the message yet, so it gets it whole.
    if (work.kind() == Change.Kind.FLAGS && targets.size() == 1) {
      return documents
          .flags(mailbox.get(), work.uid())
          .map(flags -> update(work, flags))
          .orElseGet(() -> deletion(work, targets));
    }
    return documents
        .document(mailbox.get(), work.uid(), work.size())
        .map(document -> addition(work, document, targets, operation))
        .orElseGet(() -> deletion(work, targets));
  }

  private Prepared addition(
      Work work, ObjectNode document, List<String> targets, String operation) {
    String body = "\n" + document + "\n";
    return prepared(work, targets, (index, name) -> action(operation, work, index) + body);
  }

  private Prepared deletion(Work work, List<String> targets) {
    return prepared(work, targets, (index, name) -> action("delete", work, index) + "\n");
  }

  private Prepared update(Work work, ObjectNode flags) {
    ObjectNode part = QueryTranslation.object();
    part.set("doc", flags);
    String lines = action("update", work, configuration.alias()) + "\n" + part + "\n";
    return new Prepared(work, lines, 1, Optional.empty());
  }

  private static Prepared prepared(
      Work work, List<String> targets, BiFunction<String, Work, String> line) {
    String lines =
        targets.stream().map(index -> line.apply(index, work)).collect(Collectors.joining());
    return new Prepared(work, lines, targets.size(), Optional.empty());
  }

  private ObjectNode action(String name, Work work, String index) {
    ObjectNode line = QueryTranslation.object();
    ObjectNode target =
        line.putObject(name)
            .put("_index", index)
            .put("_id", MessageDocument.id(work.mailboxId(), work.uid()))
            .put("routing", work.mailboxId().serialize());
    if (index.equals(configuration.alias()) && !name.equals("delete")) {
      // Else a write while the index is gone would make one by that name, with a guessed mapping.
      target.put("require_alias", true);
    }
    return line;
  }

  private Mono<List<Outcome>> send(List<Prepared> prepared) {
    List<Outcome> outcomes = new ArrayList<>();
    List<Prepared> sendable = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    for (Prepared one : prepared) {
      one.failure().ifPresentOrElse(outcomes::add, () -> sendable.add(one));
      lines.append(one.lines());
    }
    if (sendable.isEmpty()) {
      return Mono.just(outcomes);
    }
    return http.send("POST", "/_bulk?filter_path=items", lines.toString())
        .map(answer -> read(sendable, answer.body().path("items")))
        .onErrorResume(
            SearchUnavailableException.class, e -> all(sendable, work -> Outcome.away(work, e)))
        .onErrorResume(e -> all(sendable, work -> Outcome.failed(work, e)))
        .map(
            sent -> {
              outcomes.addAll(sent);
              return outcomes;
            });
  }

  private static Mono<List<Outcome>> all(List<Prepared> sendable, Function<Work, Outcome> end) {
    return Mono.just(sendable.stream().map(Prepared::work).map(end).collect(Collectors.toList()));
  }

  private static List<Outcome> read(List<Prepared> sent, JsonNode items) {
    List<Outcome> outcomes = new ArrayList<>();
    int at = 0;
    for (Prepared one : sent) {
      Outcome worst = Outcome.done(one.work());
      for (int i = 0; i < one.actions(); i++) {
        Outcome next = outcome(one.work(), items.path(at));
        at++;
        worst = next.end().compareTo(worst.end()) > 0 ? next : worst;
      }
      outcomes.add(worst);
    }
    return outcomes;
  }

  private static Outcome outcome(Work work, JsonNode item) {
    String action = item.fieldNames().hasNext() ? item.fieldNames().next() : "";
    JsonNode result = item.path(action);
    int status = result.path("status").asInt();
    String type = result.path("error").path("type").asText();
    String reason = type + " " + result.path("error").path("reason").asText();
    if (status >= 200 && status < 300) {
      return Outcome.done(work);
    }
    if (type.equals("index_not_found_exception") || status == 429 || status >= 500 || status == 0) {
      return new Outcome(work, Outcome.End.AWAY, reason);
    }
    if (status == 409 && action.equals("create")) {
      return Outcome.done(work);
    }
    if (status == 404) {
      return action.equals("delete")
          ? Outcome.done(work)
          : new Outcome(work, Outcome.End.NEEDS_CONTENT, reason);
    }
    return new Outcome(work, Outcome.End.FAILED, reason);
  }
}
