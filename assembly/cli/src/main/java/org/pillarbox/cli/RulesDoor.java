package org.pillarbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.pillarbox.cli.door.Door;
import org.pillarbox.server.configuration.Durations;

/** Calls to the rule resources, which want to know which version their caller has seen. */
final class RulesDoor {
  private static final Map<String, String> YAML = Map.of("Accept", "application/yaml");
  private static final int MOST_MEGABYTES = 16;

  private final Door door;

  RulesDoor(Door door) {
    this.door = door;
  }

  /** A document as YAML, for people. */
  String yaml(String path) throws CommandFailure {
    return Door.done(door.ask("GET", path, "", YAML)).asText();
  }

  JsonNode get(String path) throws CommandFailure {
    return door.get(path);
  }

  String text(String path) throws CommandFailure {
    return door.get(path).asText();
  }

  /** The newest version's number. */
  long version() throws CommandFailure {
    return door.get("/rules").path("version").asLong();
  }

  /** A change to the version that the caller has seen, or to the newest. */
  JsonNode change(
      String method, String path, String body, Map<String, String> query, OptionalLong seen)
      throws CommandFailure {
    long expected = seen.isPresent() ? seen.getAsLong() : version();
    return Door.done(
        door.ask(
            method,
            path + query(query),
            body,
            Map.of("If-Match", "\"" + expected + "\"", "Content-Type", "application/yaml")));
  }

  /** A change that need not know the version. */
  JsonNode plain(String method, String path, String body, Map<String, String> query)
      throws CommandFailure {
    return Door.done(door.ask(method, path + query(query), body));
  }

  static String query(Map<String, String> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(
                one ->
                    one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "?", ""));
  }

  /** Parameters of a query; what is empty is left out. */
  static Map<String, String> parameters(String... pairs) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      if (!pairs[i + 1].isEmpty()) {
        parameters.put(pairs[i], pairs[i + 1]);
      }
    }
    return parameters;
  }

  /** A document of an administrator. */
  static String file(Path file) throws CommandFailure {
    return new GivenFile(file, MOST_MEGABYTES).text();
  }

  /** A time, or how long ago. */
  static Instant time(String text, boolean ago) throws CommandFailure {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      try {
        return ago
            ? Instant.now().minus(Durations.parse(text))
            : Instant.now().plus(Durations.parse(text));
      } catch (IllegalArgumentException wrong) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "\"" + text + "\": a time such as 2026-11-23T10:00:00Z or 2h is expected",
            wrong);
      }
    }
  }

  static String until(Optional<String> until) throws CommandFailure {
    return until.isPresent() ? time(until.get(), false).toString() : "";
  }
}
