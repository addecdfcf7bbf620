package org.pillarbox.rules.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of one mapping, read one by one; what does not belong there is a problem. */
final class Fields {
  private final Map<?, ?> map;
  private final String pointer;
  private final Problems problems;

  Fields(Object written, String pointer, Problems problems, List<String> names) {
    this.pointer = pointer;
    this.problems = problems;
    if (written instanceof Map<?, ?> given) {
      this.map = given;
      given
          .keySet()
          .forEach(
              key -> {
                if (!names.contains(String.valueOf(key))) {
                  problems.add(
                      pointer(String.valueOf(key)), key, "one of " + names + " is expected");
                }
              });
    } else {
      this.map = Map.of();
      problems.add(pointer, written, "a mapping with " + names + " is expected");
    }
  }

  String pointer(String name) {
    return Problems.below(pointer, name);
  }

  Optional<Object> get(String name) {
    return Optional.ofNullable(map.get(name));
  }

  Optional<String> text(String name) {
    return get(name).flatMap(value -> scalar(name, String.class, value));
  }

  boolean flag(String name) {
    return get(name).flatMap(value -> scalar(name, Boolean.class, value)).orElse(false);
  }

  <E extends Enum<E>> E choice(String name, Class<E> type, E standard) {
    return get(name).flatMap(value -> scalar(name, type, value)).orElse(standard);
  }

  List<?> list(String name) {
    Optional<Object> value = get(name);
    if (value.isPresent() && !(value.get() instanceof List)) {
      problems.add(pointer(name), value.get(), "a list is expected");
    }
    return value.filter(List.class::isInstance).<List<?>>map(List.class::cast).orElse(List.of());
  }

  <T> Optional<T> scalar(String name, Class<T> type, Object value) {
    try {
      return Optional.of(type.cast(Scalar.read(type, value, "")));
    } catch (IllegalArgumentException wrong) {
      problems.add(pointer(name), value, String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }
}
