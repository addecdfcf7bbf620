package org.pillarbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads lists out of answers. */
final class Names {
  private Names() {}

  /** The strings of an array, or the given field of each of its objects. */
  static List<String> in(JsonNode array, String field) {
    List<String> names = new ArrayList<>();
    array.forEach(item -> names.add(item.isTextual() ? item.asText() : item.path(field).asText()));
    names.sort(null);
    return List.copyOf(names);
  }
}
