package org.pillarbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import picocli.CommandLine.Option;

/** For scripts: the same as JSON. */
final class JsonOption {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Surroundings surroundings;

  @Option(names = "--json", description = "Print JSON, for scripts.")
  private boolean json;

  JsonOption(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  boolean wanted() {
    return json;
  }

  /** One name per line, or an array. */
  void print(Collection<String> names) {
    if (json) {
      printJson(names);
    } else {
      names.forEach(surroundings.out()::println);
    }
  }

  void printJson(Object value) {
    try {
      surroundings.out().println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("can't be written as JSON: " + value, e);
    }
  }
}
