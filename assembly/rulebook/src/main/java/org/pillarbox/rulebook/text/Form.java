package org.pillarbox.rulebook.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One mapping of a document while it is read: each field by name and type. What is wrong is noted
 * with its place and the reading goes on with a stand-in, so that an author is told everything at
 * once; whoever reads must give up at the end if anything was noted.
 */
final class Form {
  private final ObjectNode fields;
  private final String pointer;
  private final List<Problem> problems;
  private final Set<String> known = new HashSet<>();

  private Form(ObjectNode fields, String pointer, List<Problem> problems) {
    this.fields = fields;
    this.pointer = pointer;
    this.problems = problems;
  }

  /** The mapping at that place; an empty one if something else stands there, which is noted. */
  static Form of(JsonNode node, String pointer, List<Problem> problems) {
    if (node instanceof ObjectNode object) {
      return new Form(object, pointer, problems);
    }
    problems.add(Problem.at(pointer, show(node), "a mapping"));
    return new Form(JsonNodeFactory.instance.objectNode(), pointer, problems);
  }

  /** One step further down (RFC 6901 section 3). */
  static String step(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  static String show(JsonNode node) {
    return node.isTextual() ? node.asText() : node.isMissingNode() ? "" : node.toString();
  }

  String pointer() {
    return pointer;
  }

  String at(String name) {
    return step(pointer, name);
  }

  void wrong(String name, JsonNode node, String expected) {
    problems.add(Problem.at(at(name), show(node), expected));
  }

  void wrong(String expected) {
    problems.add(Problem.at(pointer, "", expected));
  }

  boolean has(String name) {
    known.add(name);
    return fields.hasNonNull(name);
  }

  JsonNode node(String name) {
    known.add(name);
    JsonNode node = fields.path(name);
    return node.isNull() ? JsonNodeFactory.instance.missingNode() : node;
  }

  Optional<String> text(String name) {
    JsonNode node = node(name);
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    if (node.isContainerNode()) {
      wrong(name, node, "a text");
      return Optional.empty();
    }
    return Optional.of(node.asText());
  }

  String text(String name, String standard) {
    return text(name).orElse(standard);
  }

  String required(String name, String expected) {
    Optional<String> text = text(name);
    if (text.isEmpty() && !has(name)) {
      problems.add(Problem.at(at(name), "", expected));
    }
    return text.orElse("");
  }

  boolean truth(String name, boolean standard) {
    JsonNode node = node(name);
    if (node.isMissingNode()) {
      return standard;
    }
    if (!node.isBoolean()) {
      wrong(name, node, "true or false");
      return standard;
    }
    return node.asBoolean();
  }

  /** A list of texts; one alone may stand without brackets. */
  List<String> texts(String name) {
    return items(
        name,
        (node, at, wrong) -> {
          if (node.isContainerNode() || node.isNull()) {
            wrong.add(Problem.at(at, show(node), "a text"));
            return Optional.empty();
          }
          return Optional.of(node.asText());
        });
  }

  /** A whole number within bounds. */
  Optional<Long> number(String name, long least, long most) {
    JsonNode node = node(name);
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    if (!node.isIntegralNumber() || node.asLong() < least || node.asLong() > most) {
      wrong(
          name,
          node,
          "a number from " + least + (most < Integer.MAX_VALUE ? " to " + most : " on"));
      return Optional.empty();
    }
    return Optional.of(node.asLong());
  }

  /** One of an enumeration's words, in lower case and with hyphens. */
  <E extends Enum<E>> E word(String name, Class<E> type, E standard) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return standard;
    }
    Optional<E> found =
        Arrays.stream(type.getEnumConstants())
            .filter(one -> word(one).equals(text.get()))
            .findFirst();
    if (found.isEmpty()) {
      wrong(
          name,
          node(name),
          Arrays.stream(type.getEnumConstants())
              .map(Form::word)
              .collect(Collectors.joining(", ", "one of ", "")));
    }
    return found.orElse(standard);
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A text that is read further; what the reading refuses is noted. */
  <T> Optional<T> parsed(String name, Function<String, T> reading) {
    Optional<String> text = text(name);
    try {
      return text.map(reading);
    } catch (IllegalArgumentException | DateTimeException e) {
      wrong(name, node(name), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** A point in time (ISO 8601, with a zone), or a day, which begins at midnight UTC. */
  Optional<Instant> instant(String name) {
    Optional<String> text = text(name);
    try {
      return text.map(
          written ->
              Instant.parse(
                  written.matches("\\d{4}-\\d{2}-\\d{2}") ? written + "T00:00:00Z" : written));
    } catch (DateTimeException e) {
      wrong(name, node(name), "a time such as 2026-12-24T18:00:00Z, or a day such as 2026-12-24");
      return Optional.empty();
    }
  }

  /** What is read of each item of a list; an item alone counts as a list of one. */
  <T> List<T> items(String name, Item<T> reading) {
    JsonNode node = node(name);
    List<T> items = new ArrayList<>();
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        reading.read(node.get(i), at(name) + "/" + i, problems).ifPresent(items::add);
      }
    } else if (!node.isMissingNode()) {
      reading.read(node, at(name), problems).ifPresent(items::add);
    }
    return items;
  }

  /** Reads one item. */
  interface Item<T> {
    Optional<T> read(JsonNode node, String pointer, List<Problem> problems);
  }

  /** Notes every field that nobody asked for. */
  void nothingElse() {
    fields
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                problems.add(
                    Problem.at(
                        at(name),
                        show(fields.get(name)),
                        "one of " + known.stream().sorted().collect(Collectors.joining(", "))));
              }
            });
  }
}
