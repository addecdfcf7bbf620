package org.pillarbox.webadmin.rules;

import static org.pillarbox.webadmin.rules.RuleAnswers.author;
import static org.pillarbox.webadmin.rules.RuleAnswers.notFound;
import static org.pillarbox.webadmin.rules.RuleAnswers.number;
import static org.pillarbox.webadmin.rules.RuleAnswers.query;
import static org.pillarbox.webadmin.rules.RuleAnswers.route;
import static org.pillarbox.webadmin.rules.RuleAnswers.time;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.inject.Inject;
import javax.mail.Header;
import javax.mail.MessagingException;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.webadmin.Routes;
import org.apache.mailet.Mail;
import org.pillarbox.rulebook.desk.Refusals;
import org.pillarbox.rulebook.quarantine.HeldMessage;
import org.pillarbox.rulebook.quarantine.RepositoryQuarantine;
import org.pillarbox.rulebook.text.BookCodec;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * {@code /quarantine}: what rules hold. Shown are envelope, subject, why, and the header lines as
 * text: nothing of the message that could act in a browser.
 */
public final class QuarantineRoutes implements Routes {
  private static final String BASE = "/quarantine";
  private static final String ONE = BASE + "/:id";
  private static final int PAGE = 100;
  private static final int MOST_HEADERS = 200;
  private static final int MOST_VALUE = 1_000;

  private final RepositoryQuarantine quarantine;
  private final Refusals refusals;
  private final BookCodec codec;

  @Inject
  public QuarantineRoutes(RepositoryQuarantine quarantine, Refusals refusals, BookCodec codec) {
    this.quarantine = quarantine;
    this.refusals = refusals;
    this.codec = codec;
  }

  @Override
  public String getBasePath() {
    return BASE;
  }

  @Override
  public void define(Service service) {
    service.get(BASE, route(this::list));
    service.get(ONE, route(this::show));
    service.post(ONE + "/release", route(this::release));
    service.delete(ONE, route(this::delete));
    service.post(BASE + "/undo/:rule", route(this::undo));
  }

  private Object json(Response response, com.fasterxml.jackson.databind.JsonNode tree) {
    response.type("application/json");
    return codec.pretty(tree);
  }

  private Object list(Request request, Response response) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    quarantine
        .list(
            query(request, "before").orElse(""),
            wanted(request),
            Math.max(1, number(request, "limit", PAGE)))
        .forEach(held -> list.add(tree(held)));
    return json(response, list);
  }

  private static Predicate<HeldMessage> wanted(Request request) {
    Optional<String> rule = query(request, "rule");
    Optional<String> recipient = query(request, "recipient");
    Optional<String> sender = query(request, "sender");
    Optional<Instant> since = time(request, "since");
    return held ->
        rule.map(held.rule()::equals).orElse(true)
            && recipient
                .map(who -> held.recipients().stream().anyMatch(who::equalsIgnoreCase))
                .orElse(true)
            && sender.map(held.sender()::equalsIgnoreCase).orElse(true)
            && since.map(from -> !held.at().isBefore(from)).orElse(true);
  }

  private static ObjectNode tree(HeldMessage held) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", held.id());
    node.put("mail", held.mailId());
    node.put("at", held.at().toString());
    node.put("expires", held.expires().toString());
    node.put("kind", RuleTrees.word(held.kind()));
    node.put("reason", held.reason());
    node.put("rule", held.rule());
    node.put("version", held.version());
    node.put("sender", held.sender());
    ArrayNode recipients = node.putArray("recipients");
    held.recipients().forEach(recipients::add);
    node.put("subject", held.subject());
    node.put("size", held.size());
    return node;
  }

  private HeldMessage held(Request request) {
    String id = request.params("id");
    return quarantine.find(id).orElseThrow(() -> notFound("nothing is held as " + id));
  }

  private Object show(Request request, Response response) throws MessagingException {
    HeldMessage held = held(request);
    ObjectNode node = tree(held);
    Optional<Mail> mail = quarantine.read(held.id());
    if (mail.isPresent()) {
      try {
        headers(mail.get(), node.putArray("headers"));
      } finally {
        LifecycleUtil.dispose(mail.get());
      }
    }
    return json(response, node);
  }

  private static void headers(Mail mail, ArrayNode headers) throws MessagingException {
    Enumeration<Header> all = mail.getMessage().getAllHeaders();
    while (all.hasMoreElements() && headers.size() < MOST_HEADERS) {
      Header header = all.nextElement();
      String value = Optional.ofNullable(header.getValue()).orElse("");
      headers
          .addObject()
          .put("name", header.getName())
          .put("value", value.substring(0, Math.min(MOST_VALUE, value.length())));
    }
  }

  private Object release(Request request, Response response) throws MessagingException {
    HeldMessage held = held(request);
    if (!quarantine.release(held.id(), author(request))) {
      throw notFound("the message of " + held.id() + " is gone");
    }
    response.status(204);
    return "";
  }

  private Object delete(Request request, Response response) throws MessagingException {
    quarantine.delete(held(request).id(), author(request));
    response.status(204);
    return "";
  }

  /**
   * Releases all that a rule held since then; answers with what was released, and with what the
   * rule refused, of which nothing but facts is here. What is held only because others got the
   * message ({@code mail} of a released copy) is not told twice.
   */
  private Object undo(Request request, Response response) throws MessagingException {
    String rule = request.params("rule");
    Instant since =
        time(request, "since")
            .orElseThrow(() -> new IllegalArgumentException("since: a time is needed"));
    // Asked first: a time that makes no sense releases nothing.
    Refusals.Found found = refusals.of(rule, since);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    Set<String> mails = release(rule, since, author(request), answer.putArray("released"));
    ArrayNode refused = answer.putArray("refused");
    found.all().stream()
        .filter(one -> !mails.contains(one.id() + " " + one.recipient()))
        .forEach(one -> refused.add(tree(one)));
    answer.put("complete", found.complete());
    return json(response, answer);
  }

  /** Page by page, so that what can't be released now does not stand in the way of what can. */
  private Set<String> release(String rule, Instant since, String by, ArrayNode released)
      throws MessagingException {
    Set<String> mails = new HashSet<>();
    String before = "";
    List<HeldMessage> page;
    do {
      page =
          quarantine.list(
              before,
              held -> held.rule().equals(rule) && !held.at().isBefore(since),
              Integer.MAX_VALUE);
      for (HeldMessage held : page) {
        before = held.id();
        if (quarantine.release(held.id(), by)) {
          released.add(tree(held));
          held.recipients().forEach(recipient -> mails.add(held.mailId() + " " + recipient));
        }
      }
    } while (!page.isEmpty());
    return mails;
  }

  private static ObjectNode tree(Refusals.Refusal refusal) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("explanation", refusal.id())
        .put("at", refusal.at().toString())
        .put("moment", refusal.moment())
        .put("sender", refusal.sender())
        .put("recipient", refusal.recipient())
        .put("decision", refusal.decision());
  }
}
