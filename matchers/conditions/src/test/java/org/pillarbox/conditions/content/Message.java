package org.pillarbox.conditions.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Builds raw messages, well formed or not. */
final class Message {
  private static final String BOUNDARY = "=_part";

  private final StringBuilder headers = new StringBuilder();
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

  static Message with(String header) {
    return new Message().header(header);
  }

  static byte[] plain(String headers, String body) {
    return crlf(headers + "\n\n" + body);
  }

  Message header(String header) {
    headers.append(header).append('\n');
    return this;
  }

  /** A part as it stands, header and body. */
  Message part(String part) {
    parts.writeBytes(crlf("--" + BOUNDARY + "\n" + part + "\n"));
    return this;
  }

  Message text(String text) {
    return part("Content-Type: text/plain; charset=utf-8\n\n" + text);
  }

  /** An attachment in base64. */
  Message file(String name, String type, byte[] content) {
    return part(
        "Content-Type: "
            + type
            + "\nContent-Disposition: attachment; filename=\""
            + name
            + "\"\nContent-Transfer-Encoding: base64\n\n"
            + Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(content));
  }

  byte[] bytes() {
    return bytes("multipart/mixed");
  }

  byte[] bytes(String type) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(
        crlf(
            headers
                + "MIME-Version: 1.0\nContent-Type: "
                + type
                + "; boundary=\""
                + BOUNDARY
                + "\"\n\n"));
    message.writeBytes(parts.toByteArray());
    message.writeBytes(crlf("--" + BOUNDARY + "--\n"));
    return message.toByteArray();
  }

  private static byte[] crlf(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
