package org.pillarbox.rulebook.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pillarbox.rules.Direction;
import org.pillarbox.rules.Node;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.RuleSet;
import org.pillarbox.rules.RuleTest;
import org.pillarbox.rules.State;
import org.pillarbox.rules.UnknownPolicy;
import org.pillarbox.rules.Validity;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.list.ListEntry;
import org.pillarbox.rules.list.ListKind;
import org.pillarbox.rules.list.NamedList;

/**
 * Rule sets and lists as JSON and YAML. Reading is whole or not at all: everything that is wrong is
 * told at once, with its place, and nothing is taken. What is written can be read again, and gives
 * the same.
 */
public final class BookCodec {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST_PROBLEMS = 1_000;

  private final DocumentReader reader;
  private final ObjectMapper json = new ObjectMapper();
  private final ObjectMapper yaml =
      new ObjectMapper(
          YAMLFactory.builder()
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .build());

  /** Reads and writes within the usual bounds. */
  public BookCodec() {
    this(new DocumentReader(DocumentBounds.defaults()));
  }

  BookCodec(DocumentReader reader) {
    this.reader = reader;
  }

  /** Reads what an administrator wrote, JSON or YAML. */
  public Book read(String text) throws RefusedDocumentException {
    return lined(text, problems -> book(reader.read(text), problems));
  }

  /** Reads what {@link #json(Book)} wrote; the version that it says is kept. */
  public Book readStored(String text) throws RefusedDocumentException {
    Book book = read(text);
    return book.with(book.set().as(reader.read(text).path("version").asLong(0)));
  }

  /** Reads one rule. */
  public Rule readRule(String text) throws RefusedDocumentException {
    return lined(
        text,
        problems ->
            rule(reader.read(text), "", problems)
                .orElseThrow(() -> new RefusedDocumentException(problems)));
  }

  /** Reads one list, whose name is given. */
  public NamedList readList(String name, String text) throws RefusedDocumentException {
    return lined(
        text,
        problems ->
            list(name, reader.read(text), "", problems)
                .orElseThrow(() -> new RefusedDocumentException(problems)));
  }

  interface Reading<T> {
    T read(List<Problem> problems) throws RefusedDocumentException;
  }

  <T> T lined(String text, Reading<T> reading) throws RefusedDocumentException {
    List<Problem> problems = new ArrayList<>();
    try {
      T read = reading.read(problems);
      if (problems.isEmpty()) {
        return read;
      }
    } catch (RefusedDocumentException e) {
      if (problems.isEmpty()) {
        problems.addAll(e.problems());
      }
    }
    List<Problem> told = problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS));
    throw new RefusedDocumentException(reader.withLines(text, List.copyOf(told)));
  }

  Book book(JsonNode document, List<Problem> problems) throws RefusedDocumentException {
    Form form = Form.of(document, "", problems);
    // Told by whoever answers with a set; saying it again does no harm.
    form.node("version");
    State mode = form.word("mode", State.class, State.ON);
    List<Rule> rules = form.items("rules", this::rule);
    List<NamedList> lists = lists(form.node("lists"), form.at("lists"), problems);
    form.nothingElse();
    if (!problems.isEmpty()) {
      throw new RefusedDocumentException(problems);
    }
    try {
      return new Book(new RuleSet(0, mode, rules), lists);
    } catch (IllegalArgumentException e) {
      throw new RefusedDocumentException(Problem.at("/rules", "", String.valueOf(e.getMessage())));
    }
  }

  Optional<Rule> rule(JsonNode node, String pointer, List<Problem> problems) {
    int before = problems.size();
    Form form = Form.of(node, pointer, problems);
    String id = form.required("id", "an id: lower-case letters, digits, '-', '_' and '.'");
    Node when =
        form.has("when") ? tree(form.node("when"), form.at("when"), 0, problems) : Node.always();
    Form validity =
        form.has("valid") ? Form.of(form.node("valid"), form.at("valid"), problems) : empty();
    Optional<java.time.Instant> from = validity.instant("from");
    Optional<java.time.Instant> until = validity.instant("until");
    validity.nothingElse();
    String name = form.text("name", id);
    State state = form.word("state", State.class, State.ON);
    Direction direction = form.word("direction", Direction.class, Direction.ANY);
    List<Action> then = form.items("then", this::action);
    List<Action> otherwise = form.items("else", this::action);
    boolean stop = form.truth("stop", false);
    UnknownPolicy unknown = form.word("unknown", UnknownPolicy.class, UnknownPolicy.NO_MATCH);
    Optional<String> pilot = form.text("pilot");
    List<RuleTest> tests = form.items("tests", this::test);
    form.nothingElse();
    if (problems.size() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Rule(
              id,
              name,
              state,
              direction,
              when,
              then,
              otherwise,
              stop,
              unknown,
              new Validity(from, until),
              pilot,
              tests));
    } catch (IllegalArgumentException e) {
      form.wrong(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static Form empty() {
    return Form.of(NODES.objectNode(), "", new ArrayList<>());
  }

  /** A tree: a list means all of it, a mapping of several conditions too. */
  private Node tree(JsonNode node, String pointer, int depth, List<Problem> problems) {
    if (depth > Node.MAXIMUM_DEPTH) {
      problems.add(Problem.at(pointer, "", "at most " + Node.MAXIMUM_DEPTH + " levels"));
      return Node.always();
    }
    if (node.isArray()) {
      return new Node.All(branches(node, pointer, depth, problems));
    }
    if (node.isTextual()) {
      return term(node.asText(), NODES.objectNode(), pointer, depth, problems);
    }
    if (!node.isObject()) {
      problems.add(Problem.at(pointer, Form.show(node), "a condition, all, any or not"));
      return Node.always();
    }
    List<Node> nodes = new ArrayList<>();
    Iterator<Map.Entry<String, JsonNode>> fields = node.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      nodes.add(
          term(
              field.getKey(),
              field.getValue(),
              Form.step(pointer, field.getKey()),
              depth,
              problems));
    }
    return nodes.size() == 1 ? nodes.get(0) : new Node.All(nodes);
  }

  private Node term(
      String name, JsonNode value, String pointer, int depth, List<Problem> problems) {
    return switch (name) {
      case "all" -> new Node.All(branches(value, pointer, depth, problems));
      case "any" -> new Node.Any(branches(value, pointer, depth, problems));
      case "not" -> new Node.Not(tree(value, pointer, depth + 1, problems));
      default ->
          Terms.condition(name, value, pointer, problems)
              .<Node>map(Node.Leaf::new)
              .orElseGet(Node::always);
    };
  }

  private List<Node> branches(JsonNode value, String pointer, int depth, List<Problem> problems) {
    List<Node> nodes = new ArrayList<>();
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        nodes.add(tree(value.get(i), pointer + "/" + i, depth + 1, problems));
      }
    } else if (value.isObject()) {
      value
          .fields()
          .forEachRemaining(
              field ->
                  nodes.add(
                      term(
                          field.getKey(),
                          field.getValue(),
                          Form.step(pointer, field.getKey()),
                          depth + 1,
                          problems)));
    } else {
      problems.add(Problem.at(pointer, Form.show(value), "a list of conditions"));
    }
    return nodes;
  }

  /** One action: its name alone, or a mapping from its name to its parameters. */
  private Optional<Action> action(JsonNode node, String pointer, List<Problem> problems) {
    if (node.isTextual()) {
      return Terms.action(node.asText(), NODES.objectNode(), pointer, problems);
    }
    if (!node.isObject() || node.size() != 1) {
      problems.add(Problem.at(pointer, Form.show(node), "one action with its parameters"));
      return Optional.empty();
    }
    Map.Entry<String, JsonNode> field = node.fields().next();
    return Terms.action(
        field.getKey(), field.getValue(), Form.step(pointer, field.getKey()), problems);
  }

  private Optional<RuleTest> test(JsonNode node, String pointer, List<Problem> problems) {
    int before = problems.size();
    Form form = Form.of(node, pointer, problems);
    String name = form.text("name", "");
    Origin origin = form.word("origin", Origin.class, Origin.MX);
    Optional<Address> sender = form.parsed("sender", Address::of);
    form.required("recipient", "an address");
    Optional<Address> recipient = form.parsed("recipient", Address::of);
    Optional<Address> login = form.parsed("login", Address::of);
    Optional<String> client = form.text("client");
    String message = form.text("message", "");
    RuleTest.Given given =
        form.has("given")
            ? given(Form.of(form.node("given"), form.at("given"), problems))
            : RuleTest.Given.nothing();
    Answer expected = form.word("expect", Answer.class, Answer.YES);
    form.nothingElse();
    if (problems.size() > before || recipient.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new RuleTest(
              name, origin, sender, recipient.get(), login, client, message, given, expected));
    } catch (IllegalArgumentException e) {
      form.wrong(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static RuleTest.Given given(Form form) {
    RuleTest.Given given =
        new RuleTest.Given(
            form.text("helo"),
            form.texts("groups"),
            form.has("known") ? Optional.of(form.truth("known", false)) : Optional.empty(),
            form.number("count", 0, Long.MAX_VALUE),
            form.has("dkim") ? Optional.of(form.texts("dkim")) : Optional.empty());
    form.nothingElse();
    return given;
  }

  private static List<NamedList> lists(JsonNode node, String pointer, List<Problem> problems) {
    List<NamedList> lists = new ArrayList<>();
    if (node.isMissingNode()) {
      return lists;
    }
    if (!node.isObject()) {
      problems.add(Problem.at(pointer, Form.show(node), "a mapping from names to lists"));
      return lists;
    }
    node.fields()
        .forEachRemaining(
            field ->
                list(field.getKey(), field.getValue(), Form.step(pointer, field.getKey()), problems)
                    .ifPresent(lists::add));
    return lists;
  }

  private static Optional<NamedList> list(
      String name, JsonNode node, String pointer, List<Problem> problems) {
    int before = problems.size();
    Form form = Form.of(node, pointer, problems);
    if (!form.has("kind")) {
      problems.add(Problem.at(form.at("kind"), "", "people, domains, networks, patterns or times"));
    }
    ListKind kind = form.word("kind", ListKind.class, ListKind.PEOPLE);
    Optional<String> owner = form.text("owner");
    String note = form.text("note", "");
    List<ListEntry> entries =
        form.items("entries", (item, at, wrong) -> entry(kind, item, at, wrong));
    // A list says its name where it stands alone; in a book its key is its name.
    form.node("name");
    form.nothingElse();
    if (problems.size() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(new NamedList(name, kind, owner, note, entries));
    } catch (IllegalArgumentException e) {
      form.wrong(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static Optional<ListEntry> entry(
      ListKind kind, JsonNode node, String pointer, List<Problem> problems) {
    int before = problems.size();
    Form form =
        node.isObject()
            ? Form.of(node, pointer, problems)
            : Form.of(NODES.objectNode().set("value", node), pointer, problems);
    String value = form.required("value", "an entry");
    Optional<java.time.Instant> expires = form.instant("expires");
    String note = form.text("note", "");
    form.nothingElse();
    if (problems.size() > before) {
      return Optional.empty();
    }
    try {
      ListEntries.check(kind, value);
      return Optional.of(new ListEntry(value, expires, note));
    } catch (IllegalArgumentException e) {
      problems.add(Problem.at(pointer, value, String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  /** The whole as JSON. */
  public ObjectNode tree(Book book) {
    ObjectNode document = NODES.objectNode();
    document.put("version", book.set().version());
    document.put("mode", Form.word(book.set().mode()));
    ArrayNode rules = document.putArray("rules");
    book.set().rules().forEach(rule -> rules.add(tree(rule)));
    ObjectNode lists = document.putObject("lists");
    book.lists().forEach(list -> lists.set(list.name(), tree(list)));
    return document;
  }

  /** One rule as JSON; what has its standard value is left out. */
  public ObjectNode tree(Rule rule) {
    ObjectNode node = NODES.objectNode();
    node.put("id", rule.id());
    if (!rule.name().equals(rule.id())) {
      node.put("name", rule.name());
    }
    node.put("state", Form.word(rule.state()));
    if (rule.direction() != Direction.ANY) {
      node.put("direction", Form.word(rule.direction()));
    }
    if (!rule.when().equals(Node.always())) {
      node.set("when", tree(rule.when()));
    }
    actions(node, "then", rule.then());
    actions(node, "else", rule.otherwise());
    if (rule.stop()) {
      node.put("stop", true);
    }
    if (rule.unknown() != UnknownPolicy.NO_MATCH) {
      node.put("unknown", Form.word(rule.unknown()));
    }
    if (!rule.validity().equals(Validity.always())) {
      ObjectNode valid = node.putObject("valid");
      rule.validity().from().ifPresent(from -> valid.put("from", from.toString()));
      rule.validity().until().ifPresent(until -> valid.put("until", until.toString()));
    }
    rule.pilot().ifPresent(pilot -> node.put("pilot", pilot));
    if (!rule.tests().isEmpty()) {
      ArrayNode tests = node.putArray("tests");
      rule.tests().forEach(test -> tests.add(tree(test)));
    }
    return node;
  }

  private void actions(ObjectNode node, String name, List<Action> actions) {
    if (!actions.isEmpty()) {
      ArrayNode list = node.putArray(name);
      actions.forEach(action -> list.add(Terms.tree(action)));
    }
  }

  private JsonNode tree(Node node) {
    if (node instanceof Node.Leaf leaf) {
      return Terms.tree(leaf.condition());
    }
    if (node instanceof Node.Not not) {
      return NODES.objectNode().set("not", tree(not.node()));
    }
    ArrayNode branches = NODES.arrayNode();
    node.children().forEach(child -> branches.add(tree(child)));
    return NODES.objectNode().set(node instanceof Node.All ? "all" : "any", branches);
  }

  private static ObjectNode tree(RuleTest test) {
    ObjectNode node = NODES.objectNode();
    node.put("name", test.name());
    node.put("origin", Form.word(test.origin()));
    test.sender().ifPresent(sender -> node.put("sender", sender.toString()));
    node.put("recipient", test.recipient().toString());
    test.login().ifPresent(login -> node.put("login", login.toString()));
    test.client().ifPresent(client -> node.put("client", client));
    if (!test.message().isEmpty()) {
      node.put("message", test.message());
    }
    if (!test.given().equals(RuleTest.Given.nothing())) {
      node.set("given", tree(test.given()));
    }
    node.put("expect", Form.word(test.expected()));
    return node;
  }

  private static ObjectNode tree(RuleTest.Given given) {
    ObjectNode node = NODES.objectNode();
    given.helo().ifPresent(helo -> node.put("helo", helo));
    if (!given.groups().isEmpty()) {
      texts(node, "groups", given.groups());
    }
    given.known().ifPresent(known -> node.put("known", known));
    given.count().ifPresent(count -> node.put("count", count));
    given.dkim().ifPresent(domains -> texts(node, "dkim", domains));
    return node;
  }

  private static void texts(ObjectNode node, String name, List<String> texts) {
    ArrayNode items = node.putArray(name);
    texts.forEach(items::add);
  }

  /** One list as JSON. */
  public ObjectNode tree(NamedList list) {
    ObjectNode node = NODES.objectNode();
    node.put("kind", Form.word(list.kind()));
    list.owner().ifPresent(owner -> node.put("owner", owner));
    if (!list.note().isEmpty()) {
      node.put("note", list.note());
    }
    ArrayNode entries = node.putArray("entries");
    list.entries().forEach(entry -> entries.add(tree(entry)));
    return node;
  }

  private static JsonNode tree(ListEntry entry) {
    if (entry.expires().isEmpty() && entry.note().isEmpty()) {
      return NODES.textNode(entry.value());
    }
    ObjectNode node = NODES.objectNode().put("value", entry.value());
    entry.expires().ifPresent(expires -> node.put("expires", expires.toString()));
    if (!entry.note().isEmpty()) {
      node.put("note", entry.note());
    }
    return node;
  }

  /** As compact JSON. */
  public String json(Book book) {
    return tree(book).toString();
  }

  /** As YAML, for people. */
  public String yaml(JsonNode tree) {
    try {
      return yaml.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /** As JSON, for people. */
  public String pretty(JsonNode tree) {
    try {
      return json.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
