package org.pillarbox.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedTextTest {
  private static String fold(String text) {
    return FoldedText.fold(text, 1_000_000);
  }

  @ParameterizedTest
  @CsvSource({
    "STRASSE,straße",
    "Ünïcode,unicode",
    "ΚΑΛΗΜΈΡΑΣ,καλημερας",
    "ＦＵＬＬ,full",
    "ﬁsh,fish",
    "İstanbul,istanbul",
    "Ёлка,елка",
    "co\u00ADop,coop",
    "é,e\u0301"
  })
  void spellingsOfOneWordAreOne(String one, String other) {
    assertThat(fold(one)).isEqualTo(fold(other));
  }

  @Test
  void marksThatCarryMeaningStay() {
    assertThat(fold("नमस्ते")).isEqualTo("नमस्ते");
    assertThat(fold("が")).isNotEqualTo(fold("か"));
  }

  @Test
  void foldedLinesReadAsOne() {
    assertThat(fold("one\r\n\ttwo\u0003 three")).isEqualTo("one two three");
  }

  @Test
  void aLetterKeepsItsMarkAcrossPieces() {
    String text = "x".repeat(511) + "e\u0301" + "y";
    assertThat(fold(text)).isEqualTo("x".repeat(511) + "ey");
  }

  @Test
  void charactersOutsideTheFirstPlaneAreNotCut() {
    String text = "x".repeat(511) + "🚀".repeat(600);
    assertThat(fold(text)).isEqualTo(text);
  }

  @Test
  void aMillionMarksAreFoldedInSeconds() {
    String hostile = "a" + "\u0327\u0301\u0316".repeat(330_000);
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> fold(hostile));
  }
}
