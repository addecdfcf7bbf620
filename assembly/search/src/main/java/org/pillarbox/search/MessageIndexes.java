package org.pillarbox.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Iterator;
import javax.inject.Inject;
import reactor.core.publisher.Mono;

/**
 * The indexes behind the alias. Their names end in the mapping's version and a number, so that a
 * new one can be filled beside the one that answers, and then take its place in one step.
 */
final class MessageIndexes {
  private final OpenSearchHttp http;
  private final SearchConfiguration configuration;
  private final Clock clock;

  @Inject
  MessageIndexes(OpenSearchHttp http, SearchConfiguration configuration, Clock clock) {
    this.http = http;
    this.configuration = configuration;
    this.clock = clock;
  }

  /** The name of the index that answers; one is made if there is none. */
  Mono<String> ensure() {
    return http.get("/_alias/" + configuration.alias())
        .flatMap(
            answer -> {
              Iterator<String> names = answer.body().fieldNames();
              return answer.found() && names.hasNext()
                  ? Mono.just(names.next())
                  : create(true).flatMap(name -> removeOthers(name).thenReturn(name));
            });
  }

  /** Whether documents in that index are laid out as this version of ours writes them. */
  boolean isCurrent(String index) {
    return index.startsWith(prefix() + IndexSchema.VERSION + "-");
  }

  /** Makes an empty index, behind the alias or not. */
  Mono<String> create(boolean behindAlias) {
    String name = prefix() + IndexSchema.VERSION + "-" + clock.millis();
    ObjectNode schema = IndexSchema.of(configuration);
    if (behindAlias) {
      schema.putObject("aliases").putObject(configuration.alias()).put("is_write_index", true);
    }
    return http.put("/" + name, schema).thenReturn(name);
  }

  /** From now on, in one step, that index answers, and no other. */
  Mono<Void> switchTo(String index) {
    ObjectNode request = QueryTranslation.object();
    ArrayNode actions = request.putArray("actions");
    actions
        .addObject()
        .putObject("remove")
        .put("index", prefix() + "*")
        .put("alias", configuration.alias())
        .put("must_exist", false);
    actions
        .addObject()
        .putObject("add")
        .put("index", index)
        .put("alias", configuration.alias())
        .put("is_write_index", true);
    return refresh(index).then(http.post("/_aliases", request)).then(removeOthers(index));
  }

  /** Makes what was written visible to searches now. */
  Mono<Void> refresh(String index) {
    return http.send("POST", "/" + index + "/_refresh", "").then();
  }

  /** Half-filled indexes of a rebuild that died, and those that were replaced. */
  private Mono<Void> removeOthers(String kept) {
    return http.get("/" + prefix() + "*?filter_path=*.aliases")
        .flatMapIterable(answer -> (Iterable<String>) () -> names(answer.body()))
        .filter(name -> !name.equals(kept))
        .concatMap(name -> http.delete("/" + name))
        .then();
  }

  private static Iterator<String> names(JsonNode body) {
    return body.fieldNames();
  }

  private String prefix() {
    return configuration.alias() + "-v";
  }
}
