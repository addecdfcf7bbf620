package org.pillarbox.server.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads YAML into a {@link Tree}. A configuration needs no anchors, aliases or second documents,
 * and they could be made to grow without bound, so they are refused.
 */
final class YamlTree {
  /**
   * Far more than any configuration needs; a mistaken path to a mailbox must not fill the memory.
   */
  private static final int MAX_CHARACTERS = 1 << 20;

  private static final int MAX_DEPTH = 16;

  private final YAMLParser parser;
  private final Origin origin;
  private final List<Problem> problems;

  private YamlTree(YAMLParser parser, Origin origin, List<Problem> problems) {
    this.parser = parser;
    this.origin = origin;
    this.problems = problems;
  }

  /**
   * Reads a text; what can't be read is added to the problems.
   *
   * @param text YAML
   * @param origin where it came from
   */
  static Tree read(String text, Origin origin, List<Problem> problems) {
    if (text.length() > MAX_CHARACTERS) {
      problems.add(new Problem(origin.toString(), "", "is larger than a configuration can be"));
      return new Tree.Nothing(origin);
    }
    try (YAMLParser parser = new YAMLFactory().createParser(text)) {
      YamlTree reader = new YamlTree(parser, origin, problems);
      return parser.nextToken() == null
          ? new Tree.Nothing(origin)
          : reader.oneDocument(reader.value("", 0));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      String first = e.getOriginalMessage().lines().findFirst().orElse("can't be read");
      problems.add(new Problem(at(origin, line).toString(), "", "is not YAML: " + first));
      return new Tree.Nothing(origin);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Tree oneDocument(Tree document) throws IOException {
    if (parser.nextToken() != null) {
      problems.add(new Problem(here().toString(), "", "starts a second document; write only one"));
    }
    return document;
  }

  private Tree value(String key, int depth) throws IOException {
    Origin start = here();
    JsonToken token = parser.currentToken();
    if (parser.isCurrentAlias() || depth > MAX_DEPTH) {
      problems.add(new Problem(start.toString(), key, "uses an alias or is nested too deep"));
      parser.skipChildren();
      return new Tree.Nothing(start);
    }
    if (token == JsonToken.START_OBJECT) {
      return mapping(key, depth, start);
    }
    if (token == JsonToken.START_ARRAY) {
      List<Tree> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value(key, depth + 1));
      }
      return new Tree.Sequence(items, start);
    }
    return token == JsonToken.VALUE_NULL || parser.getText().isBlank()
        ? new Tree.Nothing(start)
        : new Tree.Scalar(parser.getText().strip(), start);
  }

  private Tree mapping(String key, int depth, Origin start) throws IOException {
    Map<String, Tree.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      String path = key.isEmpty() ? name : key + "." + name;
      Origin at = here();
      parser.nextToken();
      Tree.Entry before = entries.put(name, new Tree.Entry(at, value(path, depth + 1)));
      if (before != null) {
        problems.add(
            new Problem(
                at.toString(), path, "is given twice; it also stands at " + before.origin()));
      }
    }
    return new Tree.Mapping(entries, start);
  }

  private Origin here() {
    return at(origin, parser.currentTokenLocation().getLineNr());
  }

  /** A variable has no lines. */
  private static Origin at(Origin origin, int line) {
    return origin.source().startsWith("environment") ? origin : new Origin(origin.source(), line);
  }
}
