package org.pillarbox.rulebook.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads JSON or YAML into a tree, within {@link DocumentBounds}. Anchors, aliases, tags and second
 * documents are refused: rules need none of them, and they grow without bound or name classes. A
 * key that stands twice is refused too, because only one of them would hold.
 */
public final class DocumentReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final DocumentBounds bounds;
  private final JsonFactory json;
  private final YAMLFactory yaml;

  public DocumentReader(DocumentBounds bounds) {
    this.bounds = bounds;
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(bounds.depth())
            .maxStringLength(bounds.characters())
            .build();
    this.json = JsonFactory.builder().streamReadConstraints(constraints).build();
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(bounds.characters());
    options.setNestingDepthLimit(bounds.depth());
    options.setMaxAliasesForCollections(0);
    this.yaml =
        YAMLFactory.builder().streamReadConstraints(constraints).loaderOptions(options).build();
  }

  /**
   * Reads a text; what begins with a brace or bracket is JSON, anything else YAML.
   *
   * @throws RefusedDocumentException when it can't be read or is over a bound
   */
  public JsonNode read(String text) throws RefusedDocumentException {
    if (text.length() > bounds.characters()) {
      throw new RefusedDocumentException(
          Problem.at(
              "", text.length() + " characters", "at most " + bounds.characters() + " characters"));
    }
    try (JsonParser parser = parser(text)) {
      if (parser.nextToken() == null) {
        throw new RefusedDocumentException(Problem.at("", "", "a document; this one is empty"));
      }
      Walk walk = new Walk(parser);
      JsonNode tree = walk.value();
      if (parser.nextToken() != null) {
        throw walk.refused("one document; here begins another");
      }
      return tree;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      String reason = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
      throw new RefusedDocumentException(
          new Problem("", "", (isJson(text) ? "JSON" : "YAML") + " (" + reason + ")", line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Gives problems the line on which their place stands in the text; what can't be found keeps line
   * 0.
   */
  public List<Problem> withLines(String text, List<Problem> problems) {
    Set<String> wanted = problems.stream().map(Problem::pointer).collect(Collectors.toSet());
    Map<String, Integer> found = new HashMap<>();
    try (JsonParser parser = parser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        if (token != JsonToken.FIELD_NAME && wanted.contains(pointer)) {
          found.putIfAbsent(pointer, parser.currentTokenLocation().getLineNr());
        }
      }
    } catch (IOException e) {
      // It was read before; lines are a courtesy.
      return problems;
    }
    return problems.stream()
        .map(
            problem ->
                problem.line() > 0
                    ? problem
                    : problem.onLine(found.getOrDefault(problem.pointer(), 0)))
        .toList();
  }

  private JsonParser parser(String text) throws IOException {
    return isJson(text) ? json.createParser(text) : yaml.createParser(text);
  }

  private static boolean isJson(String text) {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }

  private final class Walk {
    private final JsonParser parser;
    private int nodes;

    Walk(JsonParser parser) {
      this.parser = parser;
    }

    JsonNode value() throws IOException, RefusedDocumentException {
      if (++nodes > bounds.nodes()) {
        throw refused("at most " + bounds.nodes() + " values in one document");
      }
      if (parser instanceof YAMLParser yamlParser
          && (yamlParser.isCurrentAlias()
              || yamlParser.getObjectId() != null
              || yamlParser.getTypeId() != null)) {
        throw refused("plain YAML without anchors, aliases and tags");
      }
      return switch (parser.currentToken()) {
        case START_OBJECT -> object();
        case START_ARRAY -> array();
        case VALUE_STRING -> NODES.textNode(parser.getText());
        case VALUE_NUMBER_INT -> integer();
        case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
        case VALUE_TRUE, VALUE_FALSE -> truth();
        case VALUE_NULL -> NODES.nullNode();
        case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
            throw refused("a value");
      };
    }

    /** YAML 1.1 takes on, off, yes and no for truth values; here they are words, as in JSON. */
    private JsonNode truth() throws IOException {
      String word = parser.getText();
      return word.equals("true") || word.equals("false")
          ? NODES.booleanNode(word.equals("true"))
          : NODES.textNode(word);
    }

    private JsonNode integer() throws IOException, RefusedDocumentException {
      if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        throw refused("a number of at most 18 digits");
      }
      return NODES.numberNode(parser.getLongValue());
    }

    private ObjectNode object() throws IOException, RefusedDocumentException {
      ObjectNode object = NODES.objectNode();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (object.has(name)) {
          throw refused("each key once; \"" + name + "\" stands twice");
        }
        object.set(name, value());
      }
      return object;
    }

    private ArrayNode array() throws IOException, RefusedDocumentException {
      ArrayNode array = NODES.arrayNode();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        array.add(value());
      }
      return array;
    }

    RefusedDocumentException refused(String expected) throws IOException {
      return new RefusedDocumentException(
          new Problem(
              parser.getParsingContext().pathAsPointer().toString(),
              parser.currentToken() == null || parser.currentToken().isStructStart()
                  ? ""
                  : parser.getText(),
              expected,
              parser.currentTokenLocation().getLineNr()));
    }
  }
}
