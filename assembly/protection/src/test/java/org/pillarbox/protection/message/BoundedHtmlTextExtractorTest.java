package org.pillarbox.protection.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BoundedHtmlTextExtractorTest {
  private final BoundedHtmlTextExtractor extractor = new BoundedHtmlTextExtractor();

  @Test
  void keepsWhatAPersonReads() {
    String html =
        "<html><head><title>no</title><style>p{}</style></head><body><p>One &amp; two</p><!-- no --><script>no()</script>"
            + "<ul><li>three</li></ul><a href=\"x>y\">f&uuml;nf</a></body></html>";
    assertThat(extractor.toPlainText(html))
        .contains("One & two")
        .contains("- three")
        .contains("f\u00fcnf")
        .doesNotContain("no");
  }

  @Test
  void leavesAloneWhatIsNoHtml() {
    assertThat(extractor.toPlainText("1 < 2 & 3 > 2")).isEqualTo("1 < 2 & 3 > 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<div>", "<ul><li>", "<", "&", "<!--", "<script>", "&#", "<a b=\"", "</"})
  void takesTimeThatGrowsWithTheLengthWhateverTheInput(String piece) {
    String bomb = piece.repeat(2 * BoundedHtmlTextExtractor.MAX_INPUT / piece.length());
    Assertions.assertTimeout(Duration.ofSeconds(5), () -> extractor.toPlainText(bomb));
  }
}
