package org.pillarbox.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import javax.inject.Inject;
import reactor.core.publisher.Mono;

/** Takes all that the index has of a mailbox out of it, a page at a time. */
final class MailboxRemoval {
  private static final int PAGE = 1_000;

  private final OpenSearchHttp http;
  private final MessageIndexes indexes;
  private final Duration timeout;

  @Inject
  MailboxRemoval(OpenSearchHttp http, MessageIndexes indexes, SearchConfiguration configuration) {
    this.http = http;
    this.indexes = indexes;
    // The HTTP client gives up first; this is for what it does not see.
    this.timeout = configuration.requestTimeout().plusSeconds(5);
  }

  /** Blocks, for as long as the mailbox is large; each request has its own end. */
  Outcome remove(Work work, List<String> targets) {
    try {
      for (String index : targets) {
        await(indexes.refresh(index).thenReturn(index));
        int removed;
        do {
          removed = removePage(index, work.mailboxId().serialize());
        } while (removed == PAGE);
      }
      return Outcome.done(work);
    } catch (RuntimeException e) {
      return Outcome.away(work, e);
    }
  }

  private int removePage(String index, String mailboxId) {
    ObjectNode query = QueryTranslation.object();
    query.put("size", PAGE).put("_source", false);
    query.putObject("query").putObject("term").put(Fields.MAILBOX_ID, mailboxId);
    JsonNode hits =
        await(http.post("/" + index + "/_search?filter_path=hits.hits._id", query))
            .body()
            .path("hits")
            .path("hits");
    if (hits.isEmpty()) {
      return 0;
    }
    StringBuilder lines = new StringBuilder();
    for (JsonNode hit : hits) {
      ObjectNode line = QueryTranslation.object();
      line.putObject("delete")
          .put("_index", index)
          .put("_id", hit.path("_id").asText())
          .put("routing", mailboxId);
      lines.append(line).append('\n');
    }
    JsonNode answer =
        await(http.send("POST", "/_bulk?refresh=true&filter_path=errors", lines.toString())).body();
    if (answer.path("errors").asBoolean()) {
      throw new IllegalStateException("Not all of a mailbox could be taken out of the index");
    }
    return hits.size();
  }

  private <T> T await(Mono<T> answer) {
    return answer
        .blockOptional(timeout)
        .orElseThrow(() -> new NoSuchElementException("No answer from OpenSearch"));
  }
}
