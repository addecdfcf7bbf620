package org.pillarbox.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningAppliance.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTest {
  private final TestAppliance appliance;

  SearchTest(TestAppliance appliance) {
    this.appliance = appliance;
  }

  @BeforeAll
  void mail() throws Exception {
    appliance.account("search.user");
    String mixed = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=cut\r\n";
    appliance.deliver(
        "someone@elsewhere.example",
        "search.user",
        "Subject: With a document\r\n" + mixed,
        String.join(
            "\r\n",
            "--cut",
            "Content-Type: text/plain",
            "",
            "See attached.",
            "--cut",
            "Content-Type: application/pdf; name=\"quarterly.pdf\"",
            "Content-Disposition: attachment; filename=\"quarterly.pdf\"",
            "Content-Transfer-Encoding: base64",
            "",
            Base64.getMimeEncoder().encodeToString(pdf("Rhododendron harvest figures")),
            "--cut--"));
    appliance.deliver(
        "someone@elsewhere.example",
        "search.user",
        String.join(
            "\r\n",
            "Subject: In HTML",
            "MIME-Version: 1.0",
            "Content-Type: text/html; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            ""),
        Base64.getMimeEncoder()
            .encodeToString("<p>Wir treffen uns in <b>Überlingen</b></p>".getBytes(UTF_8)));
    appliance.deliver("someone@elsewhere.example", "search.user", "Nothing of note");
  }

  @Test
  void aWordInAPdfIsFound() {
    found("TEXT rhododendron", 1);
  }

  @Test
  void anAttachmentIsFoundByItsName() {
    found("TEXT quarterly.pdf", 1);
  }

  @Test
  void aWordInHtmlIsFoundWhateverItsCase() {
    found("CHARSET UTF-8 BODY \u00fcberlingen", 1);
  }

  @Test
  void headersAreSearched() {
    found("SUBJECT document", 1);
    found("NOT SUBJECT document FROM elsewhere.example", 1);
  }

  private void found(String search, int count) {
    Awaitility.await(search)
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(search(search)).hasSize(count));
  }

  private List<String> search(String program) throws Exception {
    try (Conversation imap = Conversation.tls(appliance.port(993), appliance.tls())) {
      imap.line();
      imap.send("a LOGIN search.user@example.org " + TestAppliance.PASSWORD).until("a OK");
      imap.send("b SELECT INBOX").until("b OK");
      int last = program.lastIndexOf(' ');
      byte[] word = program.substring(last + 1).getBytes(UTF_8);
      imap.send("c SEARCH " + program.substring(0, last) + " {" + word.length + "}").until("+");
      String found =
          imap.send(new String(word, java.nio.charset.StandardCharsets.ISO_8859_1))
              .until("c ")
              .get(0);
      return List.of(found.replace("* SEARCH", "").trim().split(" ")).stream()
          .filter(number -> !number.isEmpty())
          .toList();
    }
  }

  private static byte[] pdf(String text) throws Exception {
    try (PDDocument document = new PDDocument();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.newLineAtOffset(72, 700);
        content.showText(text);
        content.endText();
      }
      document.save(bytes);
      return bytes.toByteArray();
    }
  }
}
