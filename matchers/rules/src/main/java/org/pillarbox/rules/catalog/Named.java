package org.pillarbox.rules.catalog;

import java.util.Map;
import java.util.Optional;

/**
 * A condition or action as written: {@code name: {parameters}}, or the name alone.
 *
 * @param name its name
 * @param parameters its parameters
 */
record Named(String name, Map<?, ?> parameters) {
  static Optional<Named> of(Object written) {
    if (written instanceof String name) {
      return Optional.of(new Named(name, Map.of()));
    }
    if (written instanceof Map<?, ?> map && map.size() == 1) {
      Map.Entry<?, ?> only = map.entrySet().iterator().next();
      return of(String.valueOf(only.getKey()), only.getValue());
    }
    return Optional.empty();
  }

  static Optional<Named> of(String name, Object parameters) {
    if (parameters == null) {
      return Optional.of(new Named(name, Map.of()));
    }
    return parameters instanceof Map<?, ?> map
        ? Optional.of(new Named(name, map))
        : Optional.empty();
  }
}
