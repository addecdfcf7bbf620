package org.pillarbox.webadmin.rules;

import static org.pillarbox.webadmin.rules.RuleAnswers.author;
import static org.pillarbox.webadmin.rules.RuleAnswers.comment;
import static org.pillarbox.webadmin.rules.RuleAnswers.document;
import static org.pillarbox.webadmin.rules.RuleAnswers.expected;
import static org.pillarbox.webadmin.rules.RuleAnswers.isAsked;
import static org.pillarbox.webadmin.rules.RuleAnswers.notFound;
import static org.pillarbox.webadmin.rules.RuleAnswers.route;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.pillarbox.rulebook.desk.RuleDesk;
import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rulebook.text.BookCodec;
import org.pillarbox.rulebook.text.RefusedDocumentException;
import org.pillarbox.rulebook.versions.VersionConflictException;
import org.pillarbox.rules.list.NamedList;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * {@code /lists}: named lists that rules refer to. They are versioned together with the rules, so a
 * change needs the same {@code If-Match}; a list with bad lines is refused with all of them and
 * their line numbers.
 */
public final class ListRoutes implements Routes {
  private static final String BASE = "/lists";
  private static final String ONE = BASE + "/:name";

  private final RuleDesk desk;
  private final BookCodec codec;

  @Inject
  public ListRoutes(RuleDesk desk, BookCodec codec) {
    this.desk = desk;
    this.codec = codec;
  }

  @Override
  public String getBasePath() {
    return BASE;
  }

  @Override
  public void define(Service service) {
    service.get(BASE, route(this::all));
    service.get(ONE, route(this::read));
    service.put(ONE, route(this::write));
    service.delete(ONE, route(this::delete));
  }

  private Object all(Request request, Response response) {
    Book book = desk.newest();
    response.header("ETag", "\"" + book.set().version() + "\"");
    ArrayNode lists = JsonNodeFactory.instance.arrayNode();
    book.lists()
        .forEach(
            list -> {
              ObjectNode one = lists.addObject();
              one.put("name", list.name());
              one.put("kind", RuleTrees.word(list.kind()));
              one.put("entries", list.entries().size());
              one.put("note", list.note());
              list.owner().ifPresent(owner -> one.put("owner", owner));
            });
    response.type("application/json");
    return codec.pretty(lists);
  }

  private static NamedList list(Book book, String name) {
    return book.list(name).orElseThrow(() -> notFound("there is no list " + name));
  }

  private Object read(Request request, Response response) {
    Book book = desk.newest();
    response.header("ETag", "\"" + book.set().version() + "\"");
    return document(request, response, codec, codec.tree(list(book, request.params("name"))));
  }

  private Object write(Request request, Response response)
      throws RefusedDocumentException, VersionConflictException {
    NamedList list = codec.readList(request.params("name"), request.body());
    return make(request, response, desk.newest().with(list));
  }

  private Object delete(Request request, Response response)
      throws RefusedDocumentException, VersionConflictException {
    Book book = desk.newest();
    return make(request, response, book.withoutList(list(book, request.params("name")).name()));
  }

  private Object make(Request request, Response response, Book book)
      throws RefusedDocumentException, VersionConflictException {
    RuleDesk.Outcome outcome =
        isAsked(request, "dry-run")
            ? desk.look(book)
            : desk.apply(
                book,
                new RuleDesk.Order(
                    expected(request),
                    author(request),
                    comment(request),
                    isAsked(request, "force"),
                    Optional.empty()));
    response.header("ETag", "\"" + outcome.version() + "\"");
    response.type("application/json");
    return codec.pretty(RuleTrees.outcome(outcome));
  }
}
