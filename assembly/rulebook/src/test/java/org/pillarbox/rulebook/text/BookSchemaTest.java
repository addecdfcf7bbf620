package org.pillarbox.rulebook.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pillarbox.rulebook.testing.RulesManual;
import org.pillarbox.rules.catalog.Catalog;
import org.pillarbox.rules.catalog.Entry;

/** The published schema and the codec mean the same documents. */
class BookSchemaTest {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(BookSchema.tree());

  private final DocumentReader reader = new DocumentReader(DocumentBounds.defaults());
  private final BookCodec codec = new BookCodec();

  private Set<ValidationMessage> against(String text) throws RefusedDocumentException {
    return SCHEMA.validate(reader.read(text));
  }

  @Test
  void theCopyInTheDocumentationIsTheSchema() throws IOException {
    Path right = Path.of("target/rules.schema.json");
    Files.createDirectories(right.getParent());
    Files.writeString(right, BookSchema.json());

    assertThat(Path.of("../../docs/rules.schema.json"))
        .as("take assembly/rulebook/target/rules.schema.json as docs/rules.schema.json")
        .hasSameTextualContentAs(right);
  }

  @Test
  void itIsASchemaItself() {
    JsonSchema schemaOfSchemas =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(com.networknt.schema.SchemaLocation.of(SCHEMA_OF_SCHEMAS));

    assertThat(schemaOfSchemas.validate(BookSchema.tree())).isEmpty();
  }

  private static final String SCHEMA_OF_SCHEMAS = "https://json-schema.org/draft/2020-12/schema";

  @Test
  void everySetOfTheManualIsValid() throws Exception {
    for (String text : RulesManual.texts()) {
      assertThat(against(text)).as(text).isEmpty();
    }
  }

  @Test
  void whatTheCodecWritesIsValid() throws Exception {
    for (var book : RulesManual.books()) {
      assertThat(SCHEMA.validate(codec.tree(book))).isEmpty();
    }
  }

  static Stream<Entry> terms() {
    return Stream.concat(
        Catalog.standard().conditions().stream(), Catalog.standard().actions().stream());
  }

  @ParameterizedTest
  @MethodSource("terms")
  void theExampleOfEachTermIsValidAndAParameterThatItHasNotIsNot(Entry entry) throws Exception {
    String place = entry.sort() == Entry.Sort.CONDITION ? "when: {%s: %s}" : "then: [{%s: %s}]";
    String written = "rules: [{id: x, " + place + "}]";

    assertThat(against(written.formatted(entry.name(), entry.example()))).isEmpty();
    String more =
        entry.exampleParameters().isEmpty()
            ? "{nonsense: 1}"
            : entry.example().replaceFirst("\\{", "{nonsense: 1, ");
    assertRefusedByBoth(written.formatted(entry.name(), more));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mode: sometimes",
        "rulez: []",
        "rules: [{name: without an id}]",
        "rules: [{id: UPPER}]",
        "rules: [{id: a, state: often}]",
        "rules: [{id: a, direction: sideways}]",
        "rules: [{id: a, stop: perhaps}]",
        "rules: [{id: a, unknown: guess}]",
        "rules: [{id: a, whem: {}}]",
        "rules: [{id: a, when: {senderr: {local: true}}}]",
        "rules: [{id: a, when: {sender: {domian: [x]}}}]",
        "rules: [{id: a, when: {sender: [a@b.test]}}]",
        "rules: [{id: a, when: {sender: {}}}]",
        "rules: [{id: a, when: {sender: {address: [nobody]}}}]",
        "rules: [{id: a, when: {sender: {by: pigeon, local: true}}}]",
        "rules: [{id: a, when: {all: body}}]",
        "rules: [{id: a, when: {not: {not: {size: 5}}}}]",
        "rules: [{id: a, when: {size: {above: many}}}]",
        "rules: [{id: a, when: {size: {above: -1}}}]",
        "rules: [{id: a, when: {spam-score: {}}}]",
        "rules: [{id: a, when: {spam-score: {above: 2000}}}]",
        "rules: [{id: a, when: {iban: {at-least: 1001}}}]",
        "rules: [{id: a, when: {rate: {above: 5, over: fortnight}}}]",
        "rules: [{id: a, when: recipient}]",
        "rules: [{id: a, then: [explode]}]",
        "rules: [{id: a, then: [redirect]}]",
        "rules: [{id: a, then: [{refuse: {code: 999}}]}]",
        "rules: [{id: a, then: [{stop: {}, discard: {}}]}]",
        "rules: [{id: a, then: [{add-header: {name: X-A}}]}]",
        "rules: [{id: a, valid: {from: tomorrow}}]",
        "rules: [{id: a, valid: {since: 2026-01-01}}]",
        "rules: [{id: a, tests: [{name: to nobody}]}]",
        "rules: [{id: a, tests: [{recipient: a@b.test, expect: later}]}]",
        "rules: [{id: a, tests: [{recipient: a@b.test, given: {count: few}}]}]",
        "rules: [{id: a, tests: [{recipient: a@b.test, given: {weather: fine}}]}]",
        "lists: []",
        "lists: {a: {entries: [a@b.test]}}",
        "lists: {a: {kind: animals, entries: []}}",
        "lists: {a: {kind: people, entries: [{note: who}]}}",
        "lists: {a: {kind: people, entries: [{value: a@b.test, expires: soon}]}}",
      })
  void whatIsWrongIsRefusedBySchemaAndCodec(String text) throws Exception {
    assertRefusedByBoth(text);
  }

  private void assertRefusedByBoth(String text) throws RefusedDocumentException {
    JsonNode document = reader.read(text);
    assertThat(SCHEMA.validate(document)).as(text).isNotEmpty();
    assertThatThrownBy(() -> codec.read(text))
        .as(text)
        .isInstanceOf(RefusedDocumentException.class);
  }
}
