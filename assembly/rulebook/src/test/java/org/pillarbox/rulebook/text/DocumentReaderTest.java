package org.pillarbox.rulebook.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {
  private final DocumentReader reader = new DocumentReader(DocumentBounds.defaults());

  @Test
  void yamlAndJsonSayTheSame() throws Exception {
    JsonNode yaml = reader.read("rules:\n  - id: one\n    state: on\n    code: 550\n");
    JsonNode json =
        reader.read("{\"rules\": [{\"id\": \"one\", \"state\": \"on\", \"code\": 550}]}");

    assertThat(yaml).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: &x [1]\nb: *x\n",
        "a: !!java.net.URL [\"http://example.org\"]\n",
        "a: 1\na: 2\n",
        "a: 1\n---\nb: 2\n",
        "{\"a\": 1, \"a\": 2}",
        "{\"a\": [1, 2}",
        "{} {}",
        "",
        "a: [1\n",
        "{\"a\": 123456789012345678901234567890}"
      })
  void whatRulesDoNotNeedIsRefused(String text) {
    assertThatThrownBy(() -> reader.read(text)).isInstanceOf(RefusedDocumentException.class);
  }

  @Test
  void theLineIsNamed() {
    RefusedDocumentException refused =
        catchThrowableOfType(
            RefusedDocumentException.class, () -> reader.read("a: 1\nb: 2\na: 3\n"));

    assertThat(refused.problems()).extracting(Problem::line).containsExactly(3);
    assertThat(refused.problems()).extracting(Problem::pointer).containsExactly("/a");
  }

  @Test
  void nestingIsBounded() {
    assertThatThrownBy(() -> reader.read("[".repeat(10_000) + "]".repeat(10_000)))
        .isInstanceOf(RefusedDocumentException.class);
    assertThatThrownBy(() -> reader.read("- ".repeat(10_000) + "x"))
        .isInstanceOf(RefusedDocumentException.class);
  }

  @Test
  void sizeIsBounded() {
    DocumentReader small = new DocumentReader(new DocumentBounds(1024, 10, 100));

    assertThatThrownBy(() -> small.read("x".repeat(1025)))
        .isInstanceOf(RefusedDocumentException.class);
    assertThatThrownBy(() -> small.read("[" + "1,".repeat(100) + "1]"))
        .isInstanceOf(RefusedDocumentException.class);
  }

  @Test
  void aPlaceIsFoundInTheText() {
    String text = "rules:\n  - id: one\n  - id: two\n    state: maybe\n";

    assertThat(
            reader.withLines(
                text, List.of(Problem.at("/rules/1/state", "maybe", "on, audit or off"))))
        .extracting(Problem::line)
        .containsExactly(4);
  }
}
