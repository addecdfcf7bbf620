package org.pillarbox.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With the real process and documents made here. */
class ForkedAttachmentTextTest {
  private static final String WORD =
      "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>ember</w:t></w:r><w:r><w:t>lantern</w:t>"
          + "</w:r></w:p><w:p><w:r><w:t>second</w:t></w:r></w:p></w:body></w:document>";

  private ForkedAttachmentText text = extraction(Duration.ofSeconds(20), Duration.ofMinutes(1));

  private static ForkedAttachmentText extraction(Duration timeout, Duration idle) {
    SearchConfiguration defaults = SearchConfiguration.defaults("http://127.0.0.1:1");
    return new ForkedAttachmentText(
        new SearchConfiguration(
            defaults.endpoint(),
            defaults.alias(),
            defaults.shards(),
            defaults.replicas(),
            defaults.refreshInterval(),
            defaults.requestTimeout(),
            defaults.bulkDocuments(),
            defaults.bulkBytes(),
            defaults.pageSize(),
            defaults.readers(),
            defaults.readBytes(),
            defaults.maxTextCharacters(),
            defaults.retryFrom(),
            defaults.retryTo(),
            new SearchConfiguration.Attachments(true, timeout, 25 << 20, 64, idle)));
  }

  @AfterEach
  void stop() {
    text.stop();
  }

  private Optional<String> extract(byte[] document) {
    return text.extract(new ByteArrayInputStream(document), 100_000);
  }

  private static byte[] pdf(String words) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.newLineAtOffset(50, 700);
        content.showText(words);
        content.endText();
      }
      document.save(bytes);
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(Map<String, String> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void wordsOfAPdfAreRead() throws Exception {
    assertThat(extract(pdf("invoice gossamerquay"))).get().asString().contains("gossamerquay");
  }

  @Test
  void wordsOfOfficeDocumentsAreRead() throws Exception {
    assertThat(extract(zip(Map.of("word/document.xml", WORD))))
        .get()
        .asString()
        .contains("emberlantern", " second");
    assertThat(extract(zip(Map.of("xl/sharedStrings.xml", "<sst><si><t>cells</t></si></sst>"))))
        .get()
        .asString()
        .contains("cells");
    assertThat(extract(zip(Map.of("ppt/slides/slide1.xml", "<p><a>slides</a></p>"))))
        .get()
        .asString()
        .contains("slides");
    assertThat(extract(zip(Map.of("content.xml", "<o><t>open</t></o>"))))
        .get()
        .asString()
        .contains("open");
  }

  @Test
  void noEntityIsReadFromOutside() throws Exception {
    String hostile = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>kept &e;</x>";
    assertThat(extract(zip(Map.of("content.xml", hostile))).orElse("")).doesNotContain("root:");
  }

  @Test
  void rubbishGivesNothingAndTheNextDocumentIsRead() throws Exception {
    assertThat(extract("%PDF-1.4\nrubbish".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(extract("PK\u0003\u0004rubbish".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(extract("GIF89a".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(extract(pdf("gossamerquay"))).isPresent();
  }

  @Test
  void aZipThatUnpacksToGigabytesIsCutAndTheNextDocumentIsRead() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      zip.write("<a>".getBytes(StandardCharsets.UTF_8));
      byte[] spaces = "<b></b>".repeat(100_000).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 300; i++) {
        zip.write(spaces);
      }
    }
    long start = System.nanoTime();

    extract(bytes.toByteArray());

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
    assertThat(extract(pdf("gossamerquay"))).isPresent();
  }

  @Test
  void aDocumentOverItsTimeCostsTheProcessOnly() throws Exception {
    text.stop();
    text = extraction(Duration.ofMillis(1), Duration.ofMinutes(1));
    assertThat(extract(pdf("too slow for a millisecond"))).isEmpty();
  }

  @Test
  void theProcessEndsWhenItHasNothingToDo() throws Exception {
    text.stop();
    text = extraction(Duration.ofSeconds(20), Duration.ofMillis(200));
    assertThat(extract(pdf("gossamerquay"))).isPresent();
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !text.isRunning());
    assertThat(extract(pdf("again"))).isPresent();
  }
}
