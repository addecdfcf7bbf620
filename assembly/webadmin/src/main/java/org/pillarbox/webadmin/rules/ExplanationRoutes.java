package org.pillarbox.webadmin.rules;

import static org.pillarbox.webadmin.rules.RuleAnswers.author;
import static org.pillarbox.webadmin.rules.RuleAnswers.document;
import static org.pillarbox.webadmin.rules.RuleAnswers.isAsked;
import static org.pillarbox.webadmin.rules.RuleAnswers.notFound;
import static org.pillarbox.webadmin.rules.RuleAnswers.route;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.pillarbox.rulebook.explaining.KeptFacts;
import org.pillarbox.rulebook.suspension.SuspendedAccounts;
import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rulebook.text.BookCodec;
import org.pillarbox.rulebook.text.ExplanationTree;
import org.pillarbox.rulebook.versions.RuleBook;
import org.pillarbox.rules.Evaluator;
import org.pillarbox.rules.Explainer;
import org.pillarbox.rules.Explanation;
import org.pillarbox.rules.list.IndexedLists;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * {@code GET /explanations/{id}}: why rules did with a message what they did. The id is the one of
 * the 250 answer, of the quarantine ({@code mail}), or of the log's line about a refusal. Computed
 * from the facts that were kept and the version that was asked; rules that did not match are left
 * out unless {@code ?all} is given.
 *
 * <p>{@code GET /suspensions}, {@code DELETE /suspensions/{account}}: accounts that a rule keeps
 * from sending.
 */
public final class ExplanationRoutes implements Routes {
  private static final String BASE = "/explanations";
  private static final String SUSPENSIONS = "/suspensions";

  private final KeptFacts kept;
  private final RuleBook versions;
  private final SuspendedAccounts suspended;
  private final BookCodec codec;

  @Inject
  public ExplanationRoutes(
      KeptFacts kept, RuleBook versions, SuspendedAccounts suspended, BookCodec codec) {
    this.kept = kept;
    this.versions = versions;
    this.suspended = suspended;
    this.codec = codec;
  }

  @Override
  public String getBasePath() {
    return BASE;
  }

  @Override
  public void define(Service service) {
    service.get(BASE + "/:id", route(this::explain));
    service.get("/rules/explanations/:id", route(this::explain));
    service.get(SUSPENSIONS, route(this::suspensions));
    service.delete(SUSPENSIONS + "/:account", route(this::lift));
  }

  private Object explain(Request request, Response response) {
    String id = request.params("id");
    List<KeptFacts.Kept> found = kept.find(id);
    if (found.isEmpty()) {
      throw notFound("nothing is kept of " + id + ": too long ago, or no rule was asked");
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    found.forEach(one -> list.add(tree(one, isAsked(request, "all"))));
    return document(request, response, codec, list);
  }

  private ObjectNode tree(KeptFacts.Kept one, boolean all) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("recipient", one.recipient());
    node.put("at", one.at().toString());
    node.put("version", one.version());
    node.put("moment", one.stage());
    node.put("decision", one.decision());
    Book book = versions.find(Math.toIntExact(one.version())).orElseThrow().book();
    Explanation explanation =
        new Explainer(Evaluator.of(book.set())).explain(one.facts(), IndexedLists.of(book.lists()));
    node.set("rules", ExplanationTree.rules(explanation, all));
    return node;
  }

  private Object suspensions(Request request, Response response) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    suspended
        .all()
        .forEach(
            entry ->
                list.addObject()
                    .put("account", entry.account())
                    .put("at", entry.at().toString())
                    .put("reason", entry.reason())
                    .put("rule", entry.rule())
                    .put("version", entry.version())
                    .put("mail", entry.mailId()));
    response.type("application/json");
    return codec.pretty(list);
  }

  private Object lift(Request request, Response response) {
    suspended.lift(request.params("account"), author(request));
    response.status(204);
    return "";
  }
}
