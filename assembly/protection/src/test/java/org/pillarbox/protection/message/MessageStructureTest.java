package org.pillarbox.protection.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MessageStructureTest {
  private static final String MIXED = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";

  @Test
  void acceptsAnOrdinaryMessageWithAnAttachedMessage() throws IOException {
    String attached = "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\ninner\r\n";
    assertThat(violation(MIXED + "--b\r\n\r\ntext\r\n" + attached + "--b--\r\n")).isEmpty();
  }

  @Test
  void acceptsWhatIsNoMimeAtAll() throws IOException {
    assertThat(violation("\u0000\u0001 no header\r\n\r\n")).isEmpty();
    assertThat(violation("")).isEmpty();
  }

  @Test
  void refusesMultipartsInsideEachOther() throws IOException {
    StringBuilder message = new StringBuilder();
    for (int level = 0; level < 40; level++) {
      message
          .append("Content-Type: multipart/mixed; boundary=b")
          .append(level)
          .append("\r\n\r\n--b")
          .append(level)
          .append("\r\n");
    }
    assertThat(violation(message.toString())).contains("too many nesting, allowed are 20");
  }

  @Test
  void refusesMessagesInsideEachOther() throws IOException {
    assertThat(
            violation(
                "Content-Type: message/rfc822\r\n\r\n".repeat(40) + "Subject: x\r\n\r\nx\r\n"))
        .isPresent();
  }

  @Test
  void refusesManyParts() throws IOException {
    assertThat(
            violation(
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                    + "--b\r\n\r\nx\r\n".repeat(1_100)
                    + "--b--\r\n"))
        .contains("too many body parts, allowed are 1000");
  }

  @Test
  void refusesManyHeaderLinesAndAddresses() throws IOException {
    assertThat(violation("X-Line: 1\r\n".repeat(2_500) + "\r\nx\r\n")).isPresent();
    assertThat(violation("To: a@b.example" + ", a@b.example".repeat(5_200) + "\r\n\r\nx\r\n"))
        .isPresent();
  }

  private static Optional<String> violation(String message) throws IOException {
    return MessageStructure.violation(
        new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1)),
        MessageBounds.defaults());
  }
}
