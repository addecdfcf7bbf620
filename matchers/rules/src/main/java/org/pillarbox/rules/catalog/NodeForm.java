package org.pillarbox.rules.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pillarbox.rules.Node;

/**
 * Trees as written: {@code {all: [...]}}, {@code {any: [...]}}, {@code {not: ...}}, {@code
 * {condition: {parameters}}}. Several in one mapping, and a list, mean all of them; an empty one
 * means always.
 */
final class NodeForm {
  private final Catalog catalog;
  private final Problems problems;

  NodeForm(Catalog catalog, Problems problems) {
    this.catalog = catalog;
    this.problems = problems;
  }

  Optional<Node> read(Object written, String pointer, int depth) {
    if (depth > Node.MAXIMUM_DEPTH) {
      problems.add(pointer, "", "at most %d levels are allowed".formatted(Node.MAXIMUM_DEPTH));
      return Optional.empty();
    }
    if (written instanceof String name) {
      return condition(name, null, pointer);
    }
    if (written instanceof List<?> list) {
      return nodes(list, pointer, depth + 1).map(Node.All::new);
    }
    if (!(written instanceof Map<?, ?> map)) {
      problems.add(pointer, written, "all, any, not or a condition is expected");
      return Optional.empty();
    }
    if (map.size() == 1) {
      Map.Entry<?, ?> only = map.entrySet().iterator().next();
      return one(String.valueOf(only.getKey()), only.getValue(), pointer, depth);
    }
    List<Node> nodes = new ArrayList<>();
    map.forEach(
        (key, value) -> one(String.valueOf(key), value, pointer, depth + 1).ifPresent(nodes::add));
    return nodes.size() == map.size() ? Optional.of(new Node.All(nodes)) : Optional.empty();
  }

  private Optional<Node> one(String name, Object value, String pointer, int depth) {
    String here = Problems.below(pointer, name);
    return switch (name) {
      case "all" -> list(value, here, depth).map(Node.All::new);
      case "any" -> list(value, here, depth).map(Node.Any::new);
      case "not" -> read(value, here, depth + 1).map(Node.Not::new);
      default -> condition(name, value, here);
    };
  }

  private Optional<List<Node>> list(Object value, String pointer, int depth) {
    if (value instanceof List<?> list) {
      return nodes(list, pointer, depth + 1);
    }
    problems.add(pointer, value, "a list is expected");
    return Optional.empty();
  }

  private Optional<Node> condition(String name, Object parameters, String pointer) {
    Optional<Named> named = Named.of(name, parameters);
    if (named.isEmpty()) {
      problems.add(pointer, parameters, "a mapping of parameters is expected");
    }
    return named
        .flatMap(one -> catalog.condition(one.name(), one.parameters(), pointer, problems))
        .map(Node::of);
  }

  private Optional<List<Node>> nodes(List<?> written, String pointer, int depth) {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      read(written.get(i), pointer + "/" + i, depth).ifPresent(nodes::add);
    }
    return nodes.size() == written.size() ? Optional.of(nodes) : Optional.empty();
  }

  static Map<String, Object> write(Node node, Catalog catalog) {
    if (node instanceof Node.Leaf leaf) {
      return Map.of(Catalog.name(leaf.condition()), catalog.parameters(leaf.condition()));
    }
    if (node instanceof Node.Not not) {
      return Map.of("not", write(not.node(), catalog));
    }
    return Map.of(
        node instanceof Node.All ? "all" : "any",
        node.children().stream().map(child -> write(child, catalog)).toList());
  }
}
