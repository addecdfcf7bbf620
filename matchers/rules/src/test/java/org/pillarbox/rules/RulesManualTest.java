package org.pillarbox.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.pillarbox.rules.catalog.Catalog;
import org.pillarbox.rules.catalog.Reference;

/** The reference in docs/rules.md is the catalogue; its examples are run in room rulebook. */
class RulesManualTest {
  private static final String BEGIN = "<!-- catalogue: begin -->\n";
  private static final String END = "<!-- catalogue: end -->\n";

  @Test
  void theReferenceIsTheCatalogue() throws IOException {
    String reference = "\n" + Reference.markdown(Catalog.standard()) + "\n";
    String manual = Files.readString(Path.of("../../docs/rules.md"));
    int begin = manual.indexOf(BEGIN) + BEGIN.length();
    int end = manual.indexOf(END);
    Path right = Path.of("target/rules.md");
    Files.createDirectories(right.getParent());
    Files.writeString(right, manual.substring(0, begin) + reference + manual.substring(end));

    assertThat(manual.substring(begin, end))
        .as("take matchers/rules/target/rules.md as docs/rules.md")
        .isEqualTo(reference);
  }
}
