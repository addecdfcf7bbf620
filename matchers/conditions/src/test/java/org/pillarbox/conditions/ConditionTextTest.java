package org.pillarbox.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTextTest {
  @Test
  void textsNumbersListsAndFlagsAreRead() {
    assertThat(
            ConditionText.read(
                "{is: [js, 'a, ''b'''], above: 12, inside: true, over: 1h, name: \"x: y\"}"))
        .containsEntry("is", List.of("js", "a, 'b'"))
        .containsEntry("above", 12L)
        .containsEntry("inside", true)
        .containsEntry("over", "1h")
        .containsEntry("name", "x: y");
  }

  @Test
  void theBracesMayBeLeftOut() {
    assertThat(ConditionText.read(" above: 5 ")).containsEntry("above", 5L);
    assertThat(ConditionText.read("")).isEmpty();
  }

  @Test
  void networksAndPatternsNeedNoQuotesUnlessTheyHaveCommasOrBrackets() {
    assertThat(ConditionText.read("{network: [2001:db8::/32, 192.0.2.0/24]}"))
        .containsEntry("network", List.of("2001:db8::/32", "192.0.2.0/24"));
    assertThat(ConditionText.read("{pattern: '[A-Z]{2}[0-9]{6}'}"))
        .containsEntry("pattern", "[A-Z]{2}[0-9]{6}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{a",
        "{a:",
        "{a: [",
        "{a: [b",
        "{a: 'b",
        "{a: b} c",
        "{a: {b: c}}",
        "{a: b, a: c}",
        "{: b}",
        "{a: , b: c}",
        "}",
        "{a: [b c: ]"
      })
  void whatIsWrongIsNamedWithItsPlace(String text) {
    assertThatThrownBy(() -> ConditionText.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected at");
  }
}
