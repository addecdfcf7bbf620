package org.pillarbox.webadmin.rules;

import static org.pillarbox.webadmin.rules.RuleAnswers.author;
import static org.pillarbox.webadmin.rules.RuleAnswers.comment;
import static org.pillarbox.webadmin.rules.RuleAnswers.document;
import static org.pillarbox.webadmin.rules.RuleAnswers.expected;
import static org.pillarbox.webadmin.rules.RuleAnswers.isAsked;
import static org.pillarbox.webadmin.rules.RuleAnswers.notFound;
import static org.pillarbox.webadmin.rules.RuleAnswers.number;
import static org.pillarbox.webadmin.rules.RuleAnswers.route;
import static org.pillarbox.webadmin.rules.RuleAnswers.seconds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.pillarbox.rulebook.desk.RuleDesk;
import org.pillarbox.rulebook.live.LiveRules;
import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rulebook.text.BookCodec;
import org.pillarbox.rulebook.text.BookSchema;
import org.pillarbox.rulebook.text.Problem;
import org.pillarbox.rulebook.text.RefusedDocumentException;
import org.pillarbox.rulebook.versions.BookDiff;
import org.pillarbox.rulebook.versions.RuleBook;
import org.pillarbox.rulebook.versions.VersionConflictException;
import org.pillarbox.rules.Moments;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.RuleSet;
import org.pillarbox.rules.catalog.Catalog;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * {@code /rules}: the rule set as a whole, one rule, its versions, its switch.
 *
 * <p>JSON or YAML in, JSON or (with {@code Accept: application/yaml}) YAML out. Every change needs
 * {@code If-Match} with the version that its author has seen, and may say {@code ?comment=}; {@code
 * ?dry-run} tells what it would do, {@code ?confirm-within=600} takes it back after so many seconds
 * unless {@code POST /rules/confirm} comes first, {@code ?force} makes it although tests fail.
 */
public final class RuleRoutes implements Routes {
  private static final String BASE = "/rules";
  private static final String VERSION = BASE + "/versions/:version";
  private static final String ONE = BASE + "/:id";
  private static final int PAGE = 50;

  private final RuleDesk desk;
  private final RuleBook versions;
  private final LiveRules live;
  private final BookCodec codec;

  @Inject
  public RuleRoutes(RuleDesk desk, RuleBook versions, LiveRules live, BookCodec codec) {
    this.desk = desk;
    this.versions = versions;
    this.live = live;
    this.codec = codec;
  }

  @Override
  public String getBasePath() {
    return BASE;
  }

  @Override
  public void define(Service service) {
    service.get(BASE, route(this::read));
    service.put(BASE, route(this::write));
    service.get(BASE + "/state", route((request, response) -> json(response, state())));
    service.put(BASE + "/state", route(this::turn));
    service.get(BASE + "/catalog", route((request, response) -> json(response, catalog())));
    service.get(BASE + "/schema", route((request, response) -> json(response, BookSchema.tree())));
    service.get(BASE + "/lint", route(this::lint));
    service.get(BASE + "/moments", route(this::moments));
    service.post(BASE + "/confirm", route(this::confirm));
    service.get(BASE + "/versions", route(this::history));
    service.get(VERSION, route(this::version));
    service.get(VERSION + "/diff", route(this::diff));
    service.post(VERSION + "/rollback", route(this::rollback));
    service.get(ONE, route(this::readOne));
    service.put(ONE, route(this::writeOne));
    service.delete(ONE, route(this::deleteOne));
  }

  private Object json(Response response, JsonNode tree) {
    response.type("application/json");
    return codec.pretty(tree);
  }

  private static void etag(Response response, long version) {
    response.header("ETag", "\"" + version + "\"");
  }

  private JsonNode state() {
    return RuleTrees.state(live);
  }

  private Object turn(Request request, Response response) {
    String word = request.body().strip().replace("\"", "");
    if (!word.equals("on") && !word.equals("off")) {
      throw new IllegalArgumentException("state: '" + word + "'; on or off is expected");
    }
    live.set(word.equals("on"));
    return json(response, state());
  }

  private static JsonNode catalog() {
    Catalog catalog = Catalog.standard();
    return RuleTrees.catalog(catalog, catalog.conditions(), catalog.actions());
  }

  private Object lint(Request request, Response response) {
    return json(response, RuleTrees.findings(desk.lint(desk.newest())));
  }

  private Object moments(Request request, Response response) {
    return json(response, RuleTrees.moments(Moments.of(desk.newest().set())));
  }

  private Object read(Request request, Response response) {
    Book book = desk.newest();
    etag(response, book.set().version());
    return document(request, response, codec, codec.tree(book));
  }

  private Object write(Request request, Response response)
      throws RefusedDocumentException, VersionConflictException {
    return make(request, response, codec.read(request.body()));
  }

  private Object make(Request request, Response response, Book book)
      throws RefusedDocumentException, VersionConflictException {
    RuleDesk.Outcome outcome =
        isAsked(request, "dry-run") ? desk.look(book) : desk.apply(book, order(request));
    etag(response, outcome.version());
    return json(response, RuleTrees.outcome(outcome));
  }

  private static RuleDesk.Order order(Request request) {
    return new RuleDesk.Order(
        expected(request),
        author(request),
        comment(request),
        isAsked(request, "force"),
        seconds(request, "confirm-within"));
  }

  private Object confirm(Request request, Response response) {
    live.confirm();
    return json(response, state());
  }

  private Object history(Request request, Response response) {
    return json(
        response,
        RuleTrees.versions(
            versions.history(
                number(request, "before", Integer.MAX_VALUE), number(request, "limit", PAGE))));
  }

  private Book asked(String text) {
    int number = number("version", text);
    return number == 0
        ? Book.empty()
        : versions
            .find(number)
            .map(RuleBook.Stored::book)
            .orElseThrow(() -> notFound("there is no version " + number));
  }

  private Object version(Request request, Response response) {
    Book book = asked(request.params("version"));
    etag(response, book.set().version());
    return document(request, response, codec, codec.tree(book));
  }

  /** From {@code ?from=} (by default the one before) to this version. */
  private Object diff(Request request, Response response) {
    Book book = asked(request.params("version"));
    long before = Math.max(0, book.set().version() - 1);
    Book from = asked(RuleAnswers.query(request, "from").orElse(Long.toString(before)));
    response.type("text/plain; charset=utf-8");
    return BookDiff.between(from, book, codec);
  }

  private Object rollback(Request request, Response response)
      throws RefusedDocumentException, VersionConflictException {
    RuleDesk.Outcome outcome =
        desk.rollback(number("version", request.params("version")), order(request));
    etag(response, outcome.version());
    return json(response, RuleTrees.outcome(outcome));
  }

  private Object readOne(Request request, Response response) {
    Book book = desk.newest();
    etag(response, book.set().version());
    return document(request, response, codec, codec.tree(rule(book, request)));
  }

  private static Rule rule(Book book, Request request) {
    String id = request.params("id");
    return book.set().find(id).orElseThrow(() -> notFound("there is no rule " + id));
  }

  /** Puts a rule in its place, or a new one last, or where {@code ?at=} says, from 0. */
  private Object writeOne(Request request, Response response)
      throws RefusedDocumentException, VersionConflictException {
    Rule rule = codec.readRule(request.body());
    if (!rule.id().equals(request.params("id"))) {
      throw new RefusedDocumentException(
          Problem.at("/id", rule.id(), request.params("id") + ", as the address says"));
    }
    Book book = desk.newest();
    List<Rule> rules = new ArrayList<>(book.set().rules());
    Optional<Rule> old = book.set().find(rule.id());
    int place = old.map(rules::indexOf).orElse(rules.size());
    rules.removeIf(one -> one.id().equals(rule.id()));
    rules.add(Math.min(Math.max(0, number(request, "at", place)), rules.size()), rule);
    return make(request, response, with(book, rules));
  }

  private Object deleteOne(Request request, Response response)
      throws RefusedDocumentException, VersionConflictException {
    Book book = desk.newest();
    Rule gone = rule(book, request);
    return make(
        request,
        response,
        with(book, book.set().rules().stream().filter(one -> !one.equals(gone)).toList()));
  }

  private static Book with(Book book, List<Rule> rules) {
    return book.with(new RuleSet(book.set().version(), book.set().mode(), rules));
  }
}
