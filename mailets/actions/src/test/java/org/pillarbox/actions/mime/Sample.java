package org.pillarbox.actions.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Messages written by hand: lines end in CRLF on the wire, in LF here. */
final class Sample {
  private Sample() {}

  static byte[] bytes(String lines) {
    return bytes(lines, StandardCharsets.UTF_8);
  }

  static byte[] bytes(String lines, Charset charset) {
    return lines.replace("\n", "\r\n").getBytes(charset);
  }

  static Entity parse(byte[] message) throws UnreadableMessageException {
    return Entity.parse(message);
  }

  static byte[] written(byte[] message, Changes changes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    changes.write(message, out);
    return out.toByteArray();
  }

  static String base64(String text) {
    return Base64.getMimeEncoder()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8))
        .replace("\r\n", "\n");
  }

  static final String PDF =
      """
      --outer
      Content-Type: application/pdf; name="r.pdf"
      Content-Transfer-Encoding:  BASE64
      Content-Disposition: attachment;
       filename="r.pdf"

      JVBERi0xLjQKJcOkw7zDtsOf
      --outer--
      """;

  static final String WITH_PDF =
      """
      From: a@b.example
      Subject: Report
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=outer

      preamble
      --outer
      Content-Type: multipart/alternative; boundary="inner"

      --inner
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: 8bit

      Grüße, das ist der Text.
      --inner
      Content-Type: text/html; charset=iso-8859-1
      Content-Transfer-Encoding: quoted-printable

      <html><head><title>x</title></head><body class=3D"a>b"><p>Gr=FC=DFe</p></body></html>
      --inner--
      """
          + PDF;
}
