package org.pillarbox.actions.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.UUID;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Mail;

/**
 * Changes the message of a mail past JavaMail, which writes anew what it has read: a header field
 * folded otherwise is enough to break a signature.
 */
public final class Rewriting {
  private static final int LONGEST_HEADER = 4 * 1024 * 1024;

  private Rewriting() {}

  /** The message as it stands. */
  public static byte[] bytes(Mail mail) throws MessagingException {
    try (InputStream in = open(mail.getMessage())) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new MessagingException("The message can't be read", e);
    }
  }

  /** The message as it stands, from its first byte; to be closed by the caller. */
  public static InputStream open(MimeMessage message) throws IOException, MessagingException {
    if (message instanceof MimeMessageWrapper wrapper) {
      return wrapper.getMessageInputStream();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    message.writeTo(bytes);
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  /** Puts the changed message in the place of the mail's. */
  public static void write(Mail mail, byte[] message, Changes changes) throws MessagingException {
    set(mail, out -> changes.write(message, out));
  }

  /**
   * Changes the header; the body is passed on unread.
   *
   * @throws UnreadableMessageException when the header is beyond all bounds
   */
  public static void header(Mail mail, HeaderEdit edit)
      throws MessagingException, UnreadableMessageException {
    try (InputStream in = open(mail.getMessage())) {
      byte[] header = readHeader(in);
      HeaderBlock block = HeaderBlock.parse(header, 0, header.length);
      Changes changes = new Changes();
      edit.apply(block, header, lineEnd(header), changes);
      if (!changes.isEmpty()) {
        set(
            mail,
            out -> {
              changes.write(header, out);
              in.transferTo(out);
            });
      }
    } catch (IOException e) {
      throw new MessagingException("The message can't be read", e);
    }
  }

  private static String lineEnd(byte[] header) {
    int end = Bytes.lineEnd(header, 0, header.length);
    return end >= 1 && header[end - 1] == '\n' && (end < 2 || header[end - 2] != '\r')
        ? "\n"
        : "\r\n";
  }

  /** The header with the empty line behind it. */
  private static byte[] readHeader(InputStream in) throws IOException, UnreadableMessageException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    boolean empty = true;
    int next = in.read();
    while (next >= 0) {
      header.write(next);
      if (header.size() > LONGEST_HEADER) {
        throw new UnreadableMessageException("the header is longer than " + LONGEST_HEADER);
      }
      if (next == '\n') {
        if (empty) {
          break;
        }
        empty = true;
      } else if (next != '\r') {
        empty = false;
      }
      next = in.read();
    }
    return header.toByteArray();
  }

  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private static void set(Mail mail, Writing writing) throws MessagingException {
    try {
      MimeMessageInputStreamSource source =
          MimeMessageInputStreamSource.create("rules-" + UUID.randomUUID());
      try (OutputStream out = source.getWritableOutputStream()) {
        writing.to(out);
      }
      MimeMessageWrapper message = new MimeMessageWrapper(source);
      if (mail instanceof MailImpl ours) {
        ours.setMessageNoCopy(message);
      } else {
        mail.setMessage(message);
      }
    } catch (IOException e) {
      throw new MessagingException("The changed message can't be written", e);
    }
  }
}
