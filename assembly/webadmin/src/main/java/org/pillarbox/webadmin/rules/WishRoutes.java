package org.pillarbox.webadmin.rules;

import static org.pillarbox.webadmin.rules.RuleAnswers.author;
import static org.pillarbox.webadmin.rules.RuleAnswers.query;
import static org.pillarbox.webadmin.rules.RuleAnswers.route;
import static org.pillarbox.webadmin.rules.RuleAnswers.time;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.pillarbox.rulebook.desk.Bars;
import org.pillarbox.rulebook.desk.InsideOnly;
import org.pillarbox.rulebook.desk.RuleDesk;
import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rulebook.text.BookCodec;
import org.pillarbox.rulebook.text.RefusedDocumentException;
import org.pillarbox.rulebook.versions.VersionConflictException;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * The two oldest wishes, a call each. {@code PUT} and {@code DELETE /bars/{from|to}/{who}}: bar an
 * address, {@code @domain} or network, with {@code ?for=}, {@code ?until=} and {@code ?note=};
 * {@code PUT} and {@code DELETE /inside-only/{who}}: let a user, group or {@code @domain} write
 * inside only, with {@code ?company=} and {@code ?except=}. They change the rule set like any other
 * change: a version, with who and when. A network's slash is written {@code _} here.
 */
public final class WishRoutes implements Routes {
  private static final String BARS = "/bars";
  private static final String BAR = BARS + "/:way/:who";
  private static final String INSIDE = "/inside-only";
  private static final String KEPT = INSIDE + "/:who";

  private final RuleDesk desk;
  private final BookCodec codec;

  @Inject
  public WishRoutes(RuleDesk desk, BookCodec codec) {
    this.desk = desk;
    this.codec = codec;
  }

  @Override
  public String getBasePath() {
    return BARS;
  }

  @Override
  public void define(Service service) {
    service.get(BARS, route(this::bars));
    service.put(BAR, route(this::bar));
    service.delete(BAR, route(this::unbar));
    service.get(INSIDE, route(this::kept));
    service.put(KEPT, route(this::keep));
    service.delete(KEPT, route(this::free));
  }

  private Object json(Response response, com.fasterxml.jackson.databind.JsonNode tree) {
    response.type("application/json");
    return codec.pretty(tree);
  }

  private Object bars(Request request, Response response) {
    Book book = desk.newest();
    return json(response, RuleTrees.bars(Bars.all(book), Bars.rulesForSome(book)));
  }

  private static Bars.Way way(Request request) {
    return switch (request.params("way")) {
      case "from" -> Bars.Way.FROM;
      case "to" -> Bars.Way.TO;
      default ->
          throw new IllegalArgumentException(
              "'" + request.params("way") + "': from or to is expected");
    };
  }

  private static String who(Request request) {
    return request.params("who").replace('_', request.params("who").contains("@") ? '_' : '/');
  }

  private Object bar(Request request, Response response)
      throws RefusedDocumentException, VersionConflictException {
    Bars.Bar bar =
        new Bars.Bar(
            who(request),
            way(request),
            query(request, "for"),
            time(request, "until"),
            query(request, "note").orElse(""));
    return changed(request, response, book -> Bars.add(book, bar), "bar " + bar.who());
  }

  private Object unbar(Request request, Response response)
      throws RefusedDocumentException, VersionConflictException {
    String who = who(request);
    Bars.Way way = way(request);
    Optional<String> forWhom = query(request, "for");
    return changed(request, response, book -> Bars.remove(book, who, way, forWhom), "unbar " + who);
  }

  private Object kept(Request request, Response response) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    InsideOnly.all(desk.newest()).forEach(rule -> list.add(codec.tree(rule)));
    return json(response, list);
  }

  private Object keep(Request request, Response response)
      throws RefusedDocumentException, VersionConflictException {
    String who = request.params("who");
    return changed(
        request,
        response,
        book -> InsideOnly.add(book, who, query(request, "company"), query(request, "except")),
        "inside-only " + who);
  }

  private Object free(Request request, Response response)
      throws RefusedDocumentException, VersionConflictException {
    String who = request.params("who");
    return changed(
        request, response, book -> InsideOnly.remove(book, who), "inside-only off " + who);
  }

  private Object changed(
      Request request,
      Response response,
      java.util.function.UnaryOperator<Book> change,
      String what)
      throws RefusedDocumentException, VersionConflictException {
    String comment = query(request, "comment").orElse(what);
    return json(response, RuleTrees.outcome(desk.change(change, author(request), comment)));
  }
}
