package org.pillarbox.conditions.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTextTest {
  private static String words(String html) {
    return HtmlText.of(html, 10_000_000).replaceAll("\\s+", " ").strip();
  }

  @Test
  void wordsAreKeptAndMarkupIsNot() {
    assertThat(words("<p class='a>b'>Hello</p><div title=\"x > y\">W<b>or</b>ld</div>"))
        .isEqualTo("Hello World");
    assertThat(words("a<!-- hidden -->b<script>if (a < b) {}</script>c<STYLE>p{}</STYLE >d"))
        .isEqualTo("ab c d");
  }

  @Test
  void entitiesAreCharacters() {
    assertThat(words("&lt;b&gt; &amp;amp; caf&eacute; &#233; &#xE9; &szlig; &unknown; &"))
        .isEqualTo("<b> &amp; cafe\u0301 é é ß &unknown; &");
  }

  @Test
  void brokenMarkupLosesNoWords() {
    assertThat(words("1 < 2 and <b unclosed")).contains("1 < 2 and", "unclosed");
    assertThat(words("<!-- never closed, still found")).contains("still found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<", "<a ", "<!--", "</", "&", "<a =\"", "<script>", "<!-- --", "<a b='", "<x>"})
  void hostileInputTakesLinearTime(String piece) {
    String hostile = piece.repeat(5_000_000 / piece.length());
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> HtmlText.of(hostile, 10_000_000));
  }
}
