package org.pillarbox.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.james.mailbox.exception.UnsupportedSearchException;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.SearchQuery;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs a search and pages through its hits to the end, each page starting behind the last hit of
 * the one before, so that no number of hits is too large and nothing is held open in between.
 */
final class IndexSearch {
  private final OpenSearchHttp http;
  private final SearchConfiguration configuration;

  /** One hit. */
  record Hit(long uid, String messageId, long modSeq) {}

  private record Page(List<Hit> hits, Optional<JsonNode> last) {}

  @Inject
  IndexSearch(OpenSearchHttp http, SearchConfiguration configuration) {
    this.http = http;
    this.configuration = configuration;
  }

  /** All hits in the query's order; a second page is asked for only when the first was used up. */
  Flux<Hit> search(Collection<MailboxId> mailboxes, SearchQuery query, long expected) {
    return search(configuration.alias(), mailboxes, query, expected);
  }

  Flux<Hit> search(
      String index, Collection<MailboxId> mailboxes, SearchQuery query, long expected) {
    if (mailboxes.isEmpty() || expected <= 0) {
      return Flux.empty();
    }
    ObjectNode request = QueryTranslation.object();
    try {
      request.set("query", QueryTranslation.of(mailboxes, query));
    } catch (UnsupportedSearchException e) {
      return Flux.error(e);
    }
    int size = (int) Math.min(configuration.pageSize(), Math.max(10, expected));
    request.put("size", size);
    request.put("_source", false);
    // Else each hit unpacks the block of stored text that its id lies in.
    request.put("stored_fields", "_none_");
    request.put("track_total_hits", false);
    ArrayNode columns = request.putArray("docvalue_fields");
    columns.add(Fields.UID).add(Fields.MESSAGE_ID).add(Fields.MOD_SEQ);
    request.set("sort", sort(query.getSorts()));
    String path =
        "/"
            + index
            + "/_search?filter_path=timed_out,_shards.failed,hits.hits.sort,hits.hits.fields"
            + routing(mailboxes);
    return page(path, request, size)
        .expand(
            page ->
                page.last()
                    .map(
                        last ->
                            page(
                                path,
                                request.deepCopy().<ObjectNode>set("search_after", last),
                                size))
                    .orElse(Mono.empty()))
        .concatMapIterable(Page::hits);
  }

  /** With one shard it changes nothing; with several only those asked that can hold hits. */
  private static String routing(Collection<MailboxId> mailboxes) {
    if (mailboxes.size() > 32) {
      return "";
    }
    return "&routing="
        + mailboxes.stream()
            .map(id -> URLEncoder.encode(id.serialize(), StandardCharsets.UTF_8))
            .collect(Collectors.joining(","));
  }

  private Mono<Page> page(String path, ObjectNode request, int size) {
    return http.post(path, request).flatMap(answer -> page(answer, size));
  }

  private static Mono<Page> page(OpenSearchHttp.Answer answer, int size) {
    JsonNode body = answer.body();
    if (!answer.found()) {
      return Mono.error(new SearchUnavailableException("The search index is not there yet"));
    }
    if (body.path("timed_out").asBoolean() || body.path("_shards").path("failed").asInt() > 0) {
      // A part of the hits would look like all of them.
      return Mono.error(new SearchUnavailableException("Search could not look at the whole index"));
    }
    List<Hit> hits = new ArrayList<>();
    Optional<JsonNode> last = Optional.empty();
    for (JsonNode hit : body.path("hits").path("hits")) {
      JsonNode fields = hit.path("fields");
      hits.add(
          new Hit(
              fields.path(Fields.UID).path(0).asLong(),
              fields.path(Fields.MESSAGE_ID).path(0).asText(),
              fields.path(Fields.MOD_SEQ).path(0).asLong()));
      last = Optional.of(hit.path("sort"));
    }
    return Mono.just(new Page(hits, hits.size() < size ? Optional.empty() : last));
  }

  private static ArrayNode sort(List<SearchQuery.Sort> sorts) {
    ArrayNode result = OpenSearchHttp.JSON.createArrayNode();
    boolean byUid = false;
    for (SearchQuery.Sort sort : sorts) {
      String field = field(sort.getSortClause());
      byUid |= field.equals(Fields.UID);
      result
          .addObject()
          .putObject(field)
          .put("order", sort.isReverse() ? "desc" : "asc")
          .put("missing", sort.isReverse() ? "_last" : "_first");
    }
    // Equal hits keep one order from page to page, or paging would skip some of them.
    if (!byUid) {
      result.addObject().put(Fields.UID, "asc");
    }
    result.addObject().put(Fields.MAILBOX_ID, "asc");
    return result;
  }

  private static String field(SearchQuery.Sort.SortClause clause) {
    return switch (clause) {
      case Arrival -> Fields.INTERNAL_DATE;
      case MailboxCc -> Fields.SORT_CC;
      case MailboxFrom -> Fields.SORT_FROM;
      case MailboxTo -> Fields.SORT_TO;
      case BaseSubject -> Fields.SORT_SUBJECT;
      case Size -> Fields.SIZE;
      // RFC 5256 section 2.2: a message without a valid Date header counts by its arrival.
      case SentDate -> Fields.SORT_DATE;
      case Uid -> Fields.UID;
      case Id -> Fields.MESSAGE_ID;
    };
  }
}
