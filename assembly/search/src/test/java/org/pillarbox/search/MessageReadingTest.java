package org.pillarbox.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class MessageReadingTest {
  private static MessageText read(String message) {
    byte[] bytes = message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    return MessageReading.read(new ByteArrayInputStream(bytes), AttachmentText.none(), 100_000);
  }

  private static String nested(int depth) {
    StringBuilder message = new StringBuilder("Subject: deep\n");
    for (int i = 0; i < depth; i++) {
      message.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\n\n--b");
      message.append(i).append('\n');
    }
    return message.append("Content-Type: text/plain\n\nbottom\n").toString();
  }

  @Test
  void textIsReadDownToTheBound() {
    assertThat(read(nested(15)).body()).anyMatch(text -> text.contains("bottom"));
  }

  @Test
  void whatLiesDeeperIsLeftOutAndTheRestStays() {
    MessageText text = read(nested(500));
    assertThat(text.first("subject").orElseThrow().value()).isEqualTo("deep");
    assertThat(text.body()).noneMatch(body -> body.contains("bottom"));
  }

  @Test
  void partsAreReadUpToTheBound() {
    StringBuilder message = new StringBuilder("Content-Type: multipart/mixed; boundary=b\n\n");
    for (int i = 0; i < 5_000; i++) {
      message.append("--b\nContent-Type: text/plain\n\nword").append(i).append("\n");
    }
    MessageText text = read(message.toString());
    assertThat(text.body()).hasSizeBetween(900, MessageReading.MAX_PARTS);
    assertThat(text.gap()).isPresent();
  }

  @Test
  void manyHeadersAndLongOnesAreReadInTime() {
    String many = "X-Many: value\n".repeat(100_000) + "Subject: last\n\nbody\n";
    String folded = "Subject: first\nX-Folded: a\n" + " folded\n".repeat(300_000) + "\nbody\n";
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          assertThat(read(many).headers()).hasSize(2_000);
          assertThat(read(folded).first("subject")).isPresent();
          assertThat(read(folded).body()).anyMatch(text -> text.contains("body"));
        });
  }

  @Test
  void rubbishIsReadAsFarAsItGoes() {
    assertThat(read("").headers()).isEmpty();
    assertThat(read("no header at all").gap()).isEmpty();
    assertThat(read("Subject: =?nosuch?B?w6k=?=\n\nx").first("subject")).isPresent();
    assertThat(read("Content-Type: text/plain; charset=nosuch\n\nstill here\n").body())
        .anyMatch(text -> text.contains("still here"));
    assertThat(
            read("Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!notbase64\n")
                .headers())
        .hasSize(2);
  }

  @Test
  void unencodedUtf8AndLatinHeadersAreRead() {
    assertThat(read("Subject: Grüße\n\n").first("subject").orElseThrow().value())
        .isEqualTo("Grüße");
    byte[] latin = "Subject: Gr\u00fc\u00dfe\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    MessageText text =
        MessageReading.read(new ByteArrayInputStream(latin), AttachmentText.none(), 1_000);
    assertThat(text.first("subject").orElseThrow().value()).isEqualTo("Grüße");
  }
}
