package org.pillarbox.rulebook.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.catalog.BadForm;
import org.pillarbox.rules.catalog.Catalog;
import org.pillarbox.rules.condition.Condition;

/**
 * Conditions and actions as documents write them: a name and a mapping of parameters. What may
 * stand there is the catalogue's to say; here its plain maps become trees and back.
 */
final class Terms {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Catalog CATALOG = Catalog.standard();

  private Terms() {}

  /** The condition of that name, or nothing and a note of what is wrong. */
  static Optional<Condition> condition(
      String name, JsonNode parameters, String pointer, List<Problem> problems) {
    return made(CATALOG::condition, name, parameters, pointer, problems);
  }

  /** The action of that name, or nothing and a note of what is wrong. */
  static Optional<Action> action(
      String name, JsonNode parameters, String pointer, List<Problem> problems) {
    return made(CATALOG::action, name, parameters, pointer, problems);
  }

  @FunctionalInterface
  private interface Making<T> {
    T make(String name, Map<String, Object> parameters, String pointer);
  }

  private static <T> Optional<T> made(
      Making<T> making, String name, JsonNode parameters, String pointer, List<Problem> problems) {
    if (!parameters.isObject() && !parameters.isNull()) {
      problems.add(Problem.at(pointer, Form.show(parameters), "a mapping"));
      return Optional.empty();
    }
    try {
      return Optional.of(making.make(name, map(parameters), pointer));
    } catch (BadForm wrong) {
      wrong
          .problems()
          .forEach(one -> problems.add(Problem.at(one.pointer(), one.value(), one.expected())));
      return Optional.empty();
    }
  }

  private static Map<String, Object> map(JsonNode parameters) {
    Map<String, Object> map = new LinkedHashMap<>();
    parameters
        .fields()
        .forEachRemaining(
            field -> {
              // What is left empty is left out.
              if (!field.getValue().isNull()) {
                map.put(field.getKey(), plain(field.getValue()));
              }
            });
    return map;
  }

  private static Object plain(JsonNode node) {
    if (node.isObject()) {
      return map(node);
    }
    if (node.isArray()) {
      List<Object> items = new ArrayList<>();
      node.forEach(item -> items.add(plain(item)));
      return items;
    }
    if (node.isBoolean()) {
      return node.asBoolean();
    }
    if (node.isNumber()) {
      return node.isIntegralNumber() ? (Object) node.longValue() : (Object) node.decimalValue();
    }
    return node.asText();
  }

  /** A condition as documents write it: a mapping from its name to its parameters. */
  static ObjectNode tree(Condition condition) {
    return NODES.objectNode().set(Catalog.name(condition), parameters(condition));
  }

  /** An action as documents write it: its name, or a mapping from its name to its parameters. */
  static JsonNode tree(Action action) {
    JsonNode parameters = json(CATALOG.parameters(action));
    return parameters.isEmpty()
        ? NODES.textNode(Catalog.name(action))
        : NODES.objectNode().set(Catalog.name(action), parameters);
  }

  /** A condition's parameters, those left out that have their standard value. */
  static JsonNode parameters(Condition condition) {
    return json(CATALOG.parameters(condition));
  }

  private static JsonNode json(Object value) {
    if (value instanceof Map<?, ?> map) {
      ObjectNode node = NODES.objectNode();
      map.forEach((name, one) -> node.set(String.valueOf(name), json(one)));
      return node;
    }
    if (value instanceof List<?> list) {
      ArrayNode items = NODES.arrayNode();
      list.forEach(item -> items.add(json(item)));
      return items;
    }
    if (value instanceof Boolean truth) {
      return NODES.booleanNode(truth);
    }
    if (value instanceof Long number) {
      return NODES.numberNode(number);
    }
    return value instanceof Double number
        ? NODES.numberNode(number)
        : NODES.textNode(String.valueOf(value));
  }
}
