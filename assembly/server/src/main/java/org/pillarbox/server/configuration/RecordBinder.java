package org.pillarbox.server.configuration;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes records of what was written. It goes on after a mistake, so that an admin sees all of them
 * at once. A record's constructor has the last word: the {@link IllegalArgumentException} that it
 * throws starts with the name of a component, which is turned into the key.
 */
final class RecordBinder {
  private final Path folder;
  private final List<Problem> problems;
  private final Map<String, Origin> origins = new LinkedHashMap<>();

  /**
   * Binds into records.
   *
   * @param folder what relative paths start from
   * @param problems receives what is wrong
   */
  RecordBinder(Path folder, List<Problem> problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /** Where each key that was set stands. */
  Map<String, Origin> origins() {
    return origins;
  }

  /**
   * Binds a whole configuration.
   *
   * @param tree what was written
   * @param defaults values of the keys that were not
   * @return empty when there was a problem
   */
  <T extends Record> Optional<T> bind(Tree tree, T defaults) {
    @SuppressWarnings("unchecked") // an object's class makes objects of that class
    Class<T> type = (Class<T>) defaults.getClass();
    return record(type, Optional.of(defaults), tree, "").map(type::cast);
  }

  private Optional<Record> record(
      Class<?> type, Optional<? extends Record> defaults, Tree tree, String prefix) {
    if (!(tree instanceof Tree.Mapping) && !(tree instanceof Tree.Nothing)) {
      report(tree.origin(), prefix, "must hold keys: " + String.join(", ", keys(type)));
      return Optional.empty();
    }
    Map<String, Tree.Entry> entries =
        tree instanceof Tree.Mapping mapping ? mapping.entries() : Map.of();
    int before = problems.size();
    refuseUnknown(type, entries, prefix);
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      component(component, defaults, entries, tree.origin(), prefix).ifPresent(values::add);
    }
    return problems.size() > before
        ? Optional.empty()
        : construct(type, values, entries, tree.origin(), prefix);
  }

  private void refuseUnknown(Class<?> type, Map<String, Tree.Entry> entries, String prefix) {
    List<String> known = keys(type);
    entries.forEach(
        (key, entry) -> {
          if (!known.contains(key)) {
            String nearest =
                Suggestion.nearest(key, known)
                    .map(name -> ". Did you mean " + dotted(prefix, name) + "?")
                    .orElse(". Known here: " + String.join(", ", known));
            report(entry.origin(), dotted(prefix, key), "is not a setting" + nearest);
          }
        });
  }

  private Optional<Object> component(
      RecordComponent component,
      Optional<? extends Record> defaults,
      Map<String, Tree.Entry> entries,
      Origin holder,
      String prefix) {
    String key = dotted(prefix, Setting.keyOf(component));
    Optional<Object> otherwise = otherwise(component, defaults);
    Tree.Entry entry = entries.get(Setting.keyOf(component));
    boolean given = entry != null && !(entry.value() instanceof Tree.Nothing);
    if (!given) {
      if (otherwise.isEmpty()) {
        report(holder, key, "is missing");
      }
      return otherwise;
    }
    Class<?> element = Setting.elementOf(component);
    if (component.getType() == List.class) {
      remember(key, entry.origin());
      return list(element, entry.value(), key).map(Object.class::cast);
    }
    if (element.isRecord() && element != DataSize.class) {
      return record(element, otherwise.map(Record.class::cast), entry.value(), key)
          .map(Object.class::cast);
    }
    remember(key, entry.origin());
    Optional<Object> value = scalar(element, entry.value(), key);
    return component.getType() == Optional.class ? value.map(Optional::of) : value;
  }

  /** Parts of a list's items are not settings of their own. */
  private void remember(String key, Origin origin) {
    if (!key.contains("[")) {
      origins.put(key, origin);
    }
  }

  private static Optional<Object> otherwise(
      RecordComponent component, Optional<? extends Record> defaults) {
    if (defaults.isPresent()) {
      return Optional.of(Setting.read(defaults.get(), component));
    }
    if (component.getType() == Optional.class) {
      return Optional.of(Optional.empty());
    }
    return component.getType() == List.class ? Optional.of(List.of()) : Optional.empty();
  }

  private Optional<List<Object>> list(Class<?> element, Tree tree, String key) {
    int before = problems.size();
    List<Object> values = new ArrayList<>();
    int index = 0;
    for (Tree item : items(tree)) {
      String at = key + "[" + index++ + "]";
      (element.isRecord() && element != DataSize.class
              ? record(element, Optional.empty(), item, at)
              : scalar(element, item, at))
          .ifPresent(values::add);
    }
    return problems.size() > before ? Optional.empty() : Optional.of(List.copyOf(values));
  }

  /** A list may be written with commas, which is how it stands in a variable. */
  private static List<Tree> items(Tree tree) {
    if (tree instanceof Tree.Sequence sequence) {
      return sequence.items();
    }
    if (tree instanceof Tree.Scalar scalar) {
      return Stream.of(scalar.text().split(",", -1))
          .map(String::strip)
          .filter(item -> !item.isEmpty())
          .map(item -> (Tree) new Tree.Scalar(item, scalar.origin()))
          .toList();
    }
    return List.of(tree);
  }

  private Optional<Object> scalar(Class<?> type, Tree tree, String key) {
    if (!(tree instanceof Tree.Scalar scalar)) {
      report(tree.origin(), key, "must be one value: " + Values.describe(type));
      return Optional.empty();
    }
    try {
      Object value = Values.parse(type, scalar.text());
      return Optional.of(value instanceof Path path ? folder.resolve(path) : value);
    } catch (IllegalArgumentException e) {
      report(tree.origin(), key, "\"" + scalar.text() + "\" " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Record> construct(
      Class<?> type,
      List<Object> values,
      Map<String, Tree.Entry> entries,
      Origin holder,
      String prefix) {
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(type.getRecordComponents())
                  .map(RecordComponent::getType)
                  .toArray(Class<?>[]::new));
      return Optional.of((Record) constructor.newInstance(values.toArray()));
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalArgumentException refused)) {
        throw new IllegalStateException("can't make a " + type.getSimpleName(), e.getCause());
      }
      refused(type, refused, entries, holder, prefix);
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't make a " + type.getSimpleName(), e);
    }
  }

  private void refused(
      Class<?> type,
      IllegalArgumentException refused,
      Map<String, Tree.Entry> entries,
      Origin holder,
      String prefix) {
    String message = String.valueOf(refused.getMessage());
    for (RecordComponent component : type.getRecordComponents()) {
      if (message.startsWith(component.getName() + " ")) {
        String key = Setting.keyOf(component);
        Origin origin = entries.containsKey(key) ? entries.get(key).origin() : holder;
        report(
            origin, dotted(prefix, key), message.substring(component.getName().length()).strip());
        return;
      }
    }
    report(holder, prefix, message);
  }

  private void report(Origin origin, String key, String what) {
    problems.add(new Problem(origin.toString(), key, what));
  }

  private static List<String> keys(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(Setting::keyOf).toList();
  }

  private static String dotted(String prefix, String key) {
    return prefix.isEmpty() ? key : prefix + "." + key;
  }
}
