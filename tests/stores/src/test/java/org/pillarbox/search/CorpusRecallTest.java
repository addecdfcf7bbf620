package org.pillarbox.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.james.mailbox.model.SearchQuery;
import org.apache.james.mailbox.model.SearchQuery.AddressType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pillarbox.engines.OpenSearchEngine;
import org.pillarbox.engines.testing.OpenSearchExtension;

/**
 * Recall over 32 messages of the measuring harness' corpus: thirteen kinds of structure, twelve
 * languages, eight legacy charsets, invented words planted where a reader would see them.
 */
@ExtendWith(OpenSearchExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusRecallTest {
  private JamesWithIndex james;

  @BeforeAll
  void fill(OpenSearchEngine.Endpoint openSearch) throws Exception {
    JamesWithIndex.Disk disk = JamesWithIndex.Disk.empty();
    james =
        new JamesWithIndex(
                JamesWithIndex.configuration(openSearch.uri().toString(), disk.alias()), disk)
            .started();
    james.createMailbox("INBOX");
    for (Path message : corpus()) {
      james.append("INBOX", Files.readAllBytes(message));
    }
    james.awaitIndexed();
  }

  @AfterAll
  void close() {
    james.close();
  }

  private static List<Path> corpus() throws Exception {
    Path folder = Path.of(CorpusRecallTest.class.getResource("/corpus/00000.eml").toURI());
    try (Stream<Path> files = Files.list(folder.getParent())) {
      return files.sorted().collect(Collectors.toList());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SUBJECT,zephyrquill,1", "FROM,wrenhollow,2", "TEXT,obsidianharbor,1",
    "BODY,obsidianharbor,1", "BODY,quartzmeadow,2", "BODY,amberoctave,1",
    "BODY,straßenfenster,1", "BODY,вершинатумана,1", "BODY,velvetlantern,1",
    "BODY,tundraspindle,1", "TEXT,krakenledger,1", "BODY,cobaltferry,1",
    "BODY,nosuchwordanywhere,0", "BODY,sidianharb,1"
  })
  void plantedWordsAreFoundWhereTheyAreAndNowhereElse(String key, String word, int expected)
      throws Exception {
    SearchQuery.Criterion criterion =
        switch (key) {
          case "SUBJECT" -> SearchQuery.subject(word);
          case "FROM" -> SearchQuery.address(AddressType.From, word);
          case "TEXT" -> SearchQuery.mailContains(word);
          default -> SearchQuery.bodyContains(word);
        };
    assertThat(james.search("INBOX", criterion)).hasSize(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "00004.eml,vérifier", "00017.eml,προϋπολογισμός", "00030.eml,dirección", "00056.eml,发票",
    "00069.eml,עדכון", "00147.eml,請求書", "00212.eml,пожалуйста", "00368.eml,Grüße"
  })
  void legacyCharsetsAreRead(String file, String word) throws Exception {
    assertThat(james.search("INBOX", SearchQuery.bodyContains(word))).contains(uid(file));
  }

  @Test
  void fileNamesInContinuationsAreFound() throws Exception {
    assertThat(james.search("INBOX", SearchQuery.attachmentFileName("übersicht 2025.pdf")))
        .contains(uid("00006.eml"));
  }

  private static long uid(String file) throws Exception {
    List<String> names =
        corpus().stream().map(path -> path.getFileName().toString()).collect(Collectors.toList());
    int at = names.indexOf(file);
    if (at < 0) {
      throw new IOException("No " + file);
    }
    return at + 1L;
  }
}
