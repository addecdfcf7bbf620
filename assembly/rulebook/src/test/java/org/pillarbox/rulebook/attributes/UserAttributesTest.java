package org.pillarbox.rulebook.attributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserAttributesTest {
  @Test
  void whatPeopleAreCalledMayHaveAnyLetters() {
    assertThat(new UserAttributes(Map.of("title", "Leiterin <Büro> & \"Kasse\"")).values())
        .containsEntry("title", "Leiterin <Büro> & \"Kasse\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Title", "2nd", "a b", "a.b", "a}", "", "address", "domain"})
  void aNameThatNoTextCanNameIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UserAttributes(Map.of(name, "x")))
        .withMessageContaining("name '" + name + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"two\nlines", "two\rlines", "two\u2028lines", "bell\u0007", "half\ud83d", " "})
  void aValueIsOneLineOfText(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UserAttributes(Map.of("title", value)))
        .withMessageContaining("title");
  }

  @Test
  void thereAreBounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UserAttributes(Map.of("title", "x".repeat(201))))
        .withMessageContaining("201");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UserAttributes(many(21)))
        .withMessageContaining("21");
    assertThat(new UserAttributes(many(20)).values()).hasSize(20);
  }

  private static Map<String, String> many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "a" + i)
        .collect(Collectors.toMap(Function.identity(), name -> "x"));
  }
}
