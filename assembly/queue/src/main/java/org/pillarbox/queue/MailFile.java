package org.pillarbox.queue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.commons.io.output.CountingOutputStream;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;

/**
 * One mail in one file: the message as it is, then the envelope (JSON), then a footer of fixed size
 * that says how long both are. The footer is written last, so a file with a valid footer is whole,
 * and one without is damaged and is shown as such; a body can't be missing on its own.
 */
final class MailFile {
  private static final long MAGIC = 0x50494c4c424f5831L;
  private static final int FOOTER = 3 * Long.BYTES;
  private static final int MAX_ENVELOPE = 64 * 1024 * 1024;
  private static final int BUFFER = 64 * 1024;

  private MailFile() {}

  /** Writes the mail and returns when its bytes are on disk; the name is not yet. */
  static void write(Path file, Mail mail) throws IOException, MessagingException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      CountingOutputStream out =
          new CountingOutputStream(
              new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
      long body = writeBody(mail, out);
      byte[] envelope = Envelopes.toJson(mail, body >= 0).getBytes(StandardCharsets.UTF_8);
      out.write(envelope);
      ByteBuffer footer = ByteBuffer.allocate(FOOTER);
      footer.putLong(Math.max(body, 0)).putLong(envelope.length).putLong(MAGIC);
      out.write(footer.array());
      out.flush();
      // Before the rename that makes the entry visible: else a power cut could leave a name without
      // its bytes.
      channel.force(true);
    }
  }

  private static long writeBody(Mail mail, CountingOutputStream out)
      throws IOException, MessagingException {
    MimeMessage message = mail.getMessage();
    if (message == null) {
      return -1;
    }
    message.writeTo((OutputStream) out);
    return out.getByteCount();
  }

  /**
   * Reads a mail. Its message is read from the file when somebody wants it.
   *
   * @throws DamagedEntryException when the file is not whole
   * @throws java.nio.file.NoSuchFileException when it is gone or was renamed meanwhile
   */
  static MailImpl read(QueueEntry entry) throws IOException, MessagingException {
    try (FileChannel channel = FileChannel.open(entry.path(), StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < FOOTER) {
        throw new DamagedEntryException(entry.id() + " has no footer");
      }
      ByteBuffer footer = readFully(channel, size - FOOTER, FOOTER);
      long body = footer.getLong();
      long envelope = footer.getLong();
      boolean whole =
          footer.getLong() == MAGIC
              && body >= 0
              && envelope > 0
              && envelope <= MAX_ENVELOPE
              && body + envelope + FOOTER == size;
      if (!whole) {
        throw new DamagedEntryException(entry.id() + " has a bad footer");
      }
      ByteBuffer json = readFully(channel, body, (int) envelope);
      return Envelopes.fromJson(
          StandardCharsets.UTF_8.decode(json).toString(), EntryBody.of(entry, channel, body));
    }
  }

  static ByteBuffer readFully(FileChannel channel, long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new DamagedEntryException("the file ends early");
      }
    }
    return buffer.flip();
  }
}
