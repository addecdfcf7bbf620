package org.pillarbox.rulebook.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.pillarbox.rules.Direction;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.RuleSet;
import org.pillarbox.rules.RuleTest;
import org.pillarbox.rules.State;
import org.pillarbox.rules.UnknownPolicy;
import org.pillarbox.rules.catalog.BadForm;
import org.pillarbox.rules.catalog.Catalog;
import org.pillarbox.rules.catalog.Entry;
import org.pillarbox.rules.catalog.Parameter;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.list.ListKind;
import org.pillarbox.rules.list.NamedList;

/**
 * What {@link BookCodec} reads, as JSON Schema (draft 2020-12), for editors and other programs.
 * Conditions and actions come from the catalogue. What the schema refuses the codec refuses too,
 * but for words in capital letters; the codec refuses more: patterns that RE2 can't read, ids that
 * stand twice, entries that are not of their list's kind.
 */
public final class BookSchema {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Catalog CATALOG = Catalog.standard();
  private static final List<String> SCALARS = List.of("string", "number", "boolean");
  private static final String ADDRESS = "^[^@\\s]+@[^@\\s]+$";
  private static final String BYTES = "^\\s*[0-9]{1,9}\\s*([KkMmGg][Bb])?\\s*$";
  private static final String DURATION = "^\\s*[0-9]{1,8}[smhdSMHD]\\s*$";
  private static final String INSTANT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T.*)?$";

  private BookSchema() {}

  /** The schema of a whole set with its lists. */
  public static ObjectNode tree() {
    ObjectNode schema = NODES.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "A Pillarbox rule set");
    schema.setAll(book());
    ObjectNode parts = schema.putObject("$defs");
    parts.set("text", scalar());
    parts.set("address", pattern(ADDRESS));
    parts.set("time", pattern(INSTANT));
    parts.set("rule", rule());
    parts.set("when", when());
    parts.set("branches", branches());
    parts.set("conditions", conditions());
    parts.set("action", action());
    parts.set("test", test());
    parts.set("list", list());
    parts.set("entry", entry());
    return schema;
  }

  /** The same as a file has it. */
  public static String json() {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(tree()) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private static ObjectNode book() {
    return object(
        List.of(),
        (book, fields) -> {
          // Told by whoever answers with a set, and read over.
          fields.set("version", NODES.objectNode());
          fields.set("mode", words(State.class));
          fields.set("rules", items(reference("rule"), RuleSet.MAXIMUM_RULES));
          fields
              .putObject("lists")
              .put("type", "object")
              .put("maxProperties", Book.MAXIMUM_LISTS)
              .set("additionalProperties", reference("list"));
        });
  }

  private static ObjectNode rule() {
    return object(
        List.of("id"),
        (rule, fields) -> {
          fields.set("id", scalar().put("pattern", "^[a-z0-9._-]{1," + Rule.MAXIMUM_ID + "}$"));
          fields.set("name", scalar().put("maxLength", Rule.MAXIMUM_NAME));
          fields.set("state", words(State.class));
          fields.set("direction", words(Direction.class));
          fields.set("when", reference("when"));
          fields.set("then", items(reference("action"), Rule.MAXIMUM_ACTIONS));
          fields.set("else", items(reference("action"), Rule.MAXIMUM_ACTIONS));
          fields.putObject("stop").put("type", "boolean");
          fields.set("unknown", words(UnknownPolicy.class));
          fields.set(
              "valid",
              object(
                  List.of(),
                  (valid, times) -> {
                    times.set("from", reference("time"));
                    times.set("until", reference("time"));
                  }));
          fields.set("pilot", reference("text"));
          fields.set("tests", items(reference("test"), Rule.MAXIMUM_ACTIONS));
        });
  }

  private static ObjectNode when() {
    ObjectNode list = NODES.objectNode().put("type", "array");
    list.set("items", reference("when"));
    return anyOf(list, alone(CATALOG.conditions()), reference("conditions"));
  }

  private static ObjectNode branches() {
    ObjectNode list = NODES.objectNode().put("type", "array");
    list.set("items", reference("when"));
    return anyOf(list, reference("conditions"));
  }

  private static ObjectNode conditions() {
    return object(
        List.of(),
        (conditions, fields) -> {
          fields.set("all", reference("branches"));
          fields.set("any", reference("branches"));
          fields.set("not", reference("when"));
          CATALOG.conditions().forEach(entry -> fields.set(entry.name(), parameters(entry)));
        });
  }

  private static ObjectNode action() {
    ObjectNode one =
        object(
            List.of(),
            (action, fields) -> {
              action.put("minProperties", 1).put("maxProperties", 1);
              CATALOG.actions().forEach(entry -> fields.set(entry.name(), parameters(entry)));
            });
    return anyOf(alone(CATALOG.actions()), one);
  }

  /** Names that may stand without parameters. */
  private static ObjectNode alone(List<Entry> entries) {
    ObjectNode names = NODES.objectNode();
    ArrayNode words = names.putArray("enum");
    entries.stream().filter(BookSchema::isAlone).forEach(entry -> words.add(entry.name()));
    return names;
  }

  private static boolean isAlone(Entry entry) {
    try {
      switch (entry.sort()) {
        case CONDITION -> CATALOG.condition(entry.name(), Map.of(), "");
        case ACTION -> CATALOG.action(entry.name(), Map.of(), "");
      }
      return true;
    } catch (BadForm needsMore) {
      return false;
    }
  }

  private static ObjectNode parameters(Entry entry) {
    List<String> required =
        entry.parameters().stream().filter(Parameter::required).map(Parameter::name).toList();
    ObjectNode schema =
        object(
            required,
            (parameters, fields) ->
                entry.parameters().forEach(one -> fields.set(one.name(), parameter(one))));
    schema.put("description", entry.meaning());
    if (isAlone(entry)) {
      schema.putArray("type").add("object").add("null");
    } else if (required.isEmpty()) {
      schema.put("minProperties", 1);
    }
    return schema;
  }

  private static ObjectNode parameter(Parameter parameter) {
    ObjectNode schema = value(parameter);
    if (parameter.list()) {
      ObjectNode several = NODES.objectNode().put("type", "array");
      several.set("items", value(parameter));
      schema = anyOf(schema, several);
    }
    schema.put("description", parameter.meaning());
    if (parameter.standard().isPresent()) {
      schema.set("default", standard(parameter));
    }
    return schema;
  }

  private static JsonNode standard(Parameter parameter) {
    String text = parameter.standard().orElseThrow();
    return switch (parameter.type()) {
      case INTEGER -> NODES.numberNode(Long.parseLong(text));
      case DECIMAL -> NODES.numberNode(Double.parseDouble(text));
      case BOOLEAN -> NODES.booleanNode(Boolean.parseBoolean(text));
      case TEXT, CHOICE, ADDRESS, NETWORK, PATTERN, DURATION, ZONE -> NODES.textNode(text);
    };
  }

  private static ObjectNode value(Parameter parameter) {
    return switch (parameter.type()) {
      case TEXT, NETWORK, PATTERN, ZONE -> scalar();
      case INTEGER ->
          parameter.unit().equals("bytes")
              ? anyOf(number("integer", parameter), pattern(BYTES))
              : number("integer", parameter);
      case DECIMAL -> number("number", parameter);
      case BOOLEAN -> NODES.objectNode().put("type", "boolean");
      case CHOICE -> words(parameter.choices());
      case ADDRESS -> pattern(ADDRESS);
      case DURATION -> pattern(DURATION);
    };
  }

  private static ObjectNode number(String type, Parameter parameter) {
    ObjectNode number = NODES.objectNode().put("type", type).put("minimum", parameter.least());
    return parameter.most() == Long.MAX_VALUE ? number : number.put("maximum", parameter.most());
  }

  private static ObjectNode test() {
    return object(
        List.of("recipient"),
        (test, fields) -> {
          fields.set("name", scalar().put("maxLength", Rule.MAXIMUM_NAME));
          fields.set("origin", words(Origin.class));
          fields.set("sender", reference("address"));
          fields.set("recipient", reference("address"));
          fields.set("login", reference("address"));
          fields.set("client", reference("text"));
          fields.set("message", scalar().put("maxLength", RuleTest.MAXIMUM_MESSAGE));
          fields.set("given", given());
          ObjectNode expect = fields.putObject("expect");
          ArrayNode answers = expect.putArray("enum");
          for (Answer answer : List.of(Answer.YES, Answer.NO, Answer.UNKNOWN)) {
            answers.add(Form.word(answer));
          }
        });
  }

  private static ObjectNode given() {
    return object(
        List.of(),
        (given, fields) -> {
          fields.set("helo", reference("text"));
          fields.set("groups", items(reference("text"), RuleTest.Given.MOST));
          fields.putObject("known").put("type", "boolean");
          fields.putObject("count").put("type", "integer").put("minimum", 0);
          fields.set("dkim", items(reference("text"), RuleTest.Given.MOST));
        });
  }

  private static ObjectNode list() {
    return object(
        List.of("kind"),
        (list, fields) -> {
          fields.set("name", NODES.objectNode());
          fields.set("kind", words(ListKind.class));
          fields.set("owner", reference("text"));
          fields.set("note", reference("text"));
          fields.set("entries", items(reference("entry"), NamedList.MAXIMUM_ENTRIES));
        });
  }

  private static ObjectNode entry() {
    return anyOf(
        scalar(),
        object(
            List.of("value"),
            (entry, fields) -> {
              fields.set("value", reference("text"));
              fields.set("expires", reference("time"));
              fields.set("note", reference("text"));
            }));
  }

  private static ObjectNode object(
      List<String> required, BiConsumer<ObjectNode, ObjectNode> describe) {
    ObjectNode object = NODES.objectNode().put("type", "object");
    ObjectNode fields = NODES.objectNode();
    describe.accept(object, fields);
    object.set("properties", fields);
    if (!required.isEmpty()) {
      ArrayNode names = object.putArray("required");
      required.forEach(names::add);
    }
    return object.put("additionalProperties", false);
  }

  /** A list; one item alone may stand without brackets. */
  private static ObjectNode items(ObjectNode item, int most) {
    ObjectNode list = NODES.objectNode().put("type", "array").put("maxItems", most);
    list.set("items", item.deepCopy());
    return anyOf(item, list);
  }

  private static ObjectNode reference(String part) {
    return NODES.objectNode().put("$ref", "#/$defs/" + part);
  }

  /** Text as YAML writes it: a bare 2026 or true means its letters. */
  private static ObjectNode scalar() {
    ObjectNode text = NODES.objectNode();
    ArrayNode types = text.putArray("type");
    SCALARS.forEach(types::add);
    return text;
  }

  private static ObjectNode pattern(String pattern) {
    return NODES.objectNode().put("type", "string").put("pattern", pattern);
  }

  private static ObjectNode words(Class<? extends Enum<?>> type) {
    return words(Arrays.stream(type.getEnumConstants()).map(Form::word).toList());
  }

  private static ObjectNode words(List<String> words) {
    ObjectNode node = NODES.objectNode();
    ArrayNode values = node.putArray("enum");
    words.forEach(values::add);
    return node;
  }

  private static ObjectNode anyOf(ObjectNode... schemas) {
    ObjectNode node = NODES.objectNode();
    ArrayNode any = node.putArray("anyOf");
    for (ObjectNode schema : schemas) {
      any.add(schema);
    }
    return node;
  }
}
