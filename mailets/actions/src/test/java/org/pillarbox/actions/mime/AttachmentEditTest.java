package org.pillarbox.actions.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import javax.mail.Multipart;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentEditTest {
  private static final AttachmentEdit NO_SCRIPTS =
      new AttachmentEdit(
          attachment ->
              attachment.names().stream()
                  .anyMatch(name -> name.toLowerCase(Locale.ROOT).endsWith(".js")),
          attachment -> "Removed: " + attachment.label());

  private static String script(String header) {
    return "--outer\n" + header + "\n\nalert('ü')\n";
  }

  private static byte[] with(String part) {
    return Sample.bytes(Sample.WITH_PDF.replace(Sample.PDF, part + Sample.PDF));
  }

  private static byte[] written(byte[] message) throws Exception {
    Changes changes = new Changes();
    AttachmentEdit.Result result = NO_SCRIPTS.apply(Entity.parse(message), changes);
    assertThat(result.untouchable()).isEmpty();
    assertThat(result.removed()).hasSize(1);
    return Sample.written(message, changes);
  }

  private static Multipart parts(byte[] message) throws Exception {
    return (Multipart)
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message))
            .getContent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: application/javascript; name=x.js",
        "Content-Type: text/plain\nContent-Disposition: attachment; filename=\"x.js\"",
        "Content-Type: text/plain; name=x.txt\nContent-Disposition: attachment; filename=\"x.JS\"",
        "Content-Disposition: inline;\n filename*0=\"x.\";\n filename*1=js",
        "Content-Disposition: attachment; filename*=utf-8''x%2Ejs",
        "Content-Disposition: attachment; filename*0*=utf-8''%78; filename*1*=%2Ejs",
        "Content-Type: application/octet-stream; name=\"=?utf-8?B?eC5qcw==?=\"",
        "Content-Disposition: attachment; filename=a.txt; filename=x.js",
        "Content-Type: application/x; name=x.js\nContent-Type: text/plain; name=a.txt",
      })
  void aScriptIsTakenOutHoweverItIsNamed(String header) throws Exception {
    byte[] before = with(script(header));
    byte[] after = written(before);
    assertThat(new String(after, StandardCharsets.UTF_8)).doesNotContain("alert");
    Multipart mixed = parts(after);
    assertThat(mixed.getCount()).isEqualTo(3);
    assertThat((String) mixed.getBodyPart(1).getContent()).startsWith("Removed: ");
    String all = new String(after, StandardCharsets.UTF_8);
    assertThat(all).endsWith(Sample.PDF.replace("\n", "\r\n"));
    assertThat(all).startsWith(Sample.WITH_PDF.replace(Sample.PDF, "").replace("\n", "\r\n"));
  }

  @Test
  void aMessageThatIsTheAttachmentBecomesTheNotice() throws Exception {
    byte[] message =
        Sample.bytes(
            "Subject: x\nContent-Type: application/javascript; name=\"x.js\"\nContent-Transfer-Encoding: base64\n\nYWxlcnQ=\n");
    byte[] after = written(message);
    MimeMessage read =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(after));
    assertThat(read.getContentType()).startsWith("text/plain");
    assertThat((String) read.getContent()).isEqualTo("Removed: x.js\r\n");
    assertThat(read.getSubject()).isEqualTo("x");
  }

  @Test
  void attachedMessagesAreLookedInto() throws Exception {
    String inner =
        """
        --outer
        Content-Type: message/rfc822

        Subject: inner
        Content-Type: multipart/mixed; boundary=i

        --i

        text
        --i
        Content-Type: application/x; name=x.js

        alert
        --i--
        """;
    byte[] after = written(with(inner));
    assertThat(new String(after, StandardCharsets.UTF_8))
        .doesNotContain("alert")
        .contains("Subject: inner", "Removed: x.js", "--i--");
  }

  @Test
  void aSealedMessageThatIsAttachedIsNotTouched() throws Exception {
    String inner =
        """
        --outer
        Content-Type: message/rfc822

        Content-Type: multipart/signed; boundary=i

        --i
        Content-Type: application/x; name=x.js

        alert
        --i
        Content-Type: application/pgp-signature

        sig
        --i--
        """;
    Changes changes = new Changes();
    AttachmentEdit.Result result = NO_SCRIPTS.apply(Entity.parse(with(inner)), changes);
    assertThat(result.untouchable()).contains("multipart/signed");
    assertThat(changes.isEmpty()).isTrue();
  }

  @Test
  void theTextItselfIsNoAttachment() throws Exception {
    AttachmentEdit all = new AttachmentEdit(attachment -> true, attachment -> "x");
    AttachmentEdit.Result result =
        all.apply(Entity.parse(Sample.bytes(Sample.WITH_PDF)), new Changes());
    assertThat(result.removed()).hasSize(1);
    assertThat(result.removed().get(0).label()).isEqualTo("r.pdf");
  }

  @Test
  void aHostileNameIsOneShortLineInTheNotice() throws Exception {
    AttachmentEdit.Attachment attachment =
        new AttachmentEdit.Attachment(
            "x/y",
            java.util.List.of("a\r\n\u202Eb" + "c".repeat(5_000)),
            Sample.parse(Sample.bytes("\n\n")));
    assertThat(attachment.label()).startsWith("a   bccc").hasSizeLessThan(210);
  }
}
