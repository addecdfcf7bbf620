package org.pillarbox.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.inject.Inject;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.store.mail.MessageMapper.FetchType;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a message and makes its document. Messages are held in memory whole while they are parsed,
 * so all readers together share a budget of bytes.
 */
final class DocumentSource {
  private static final Logger LOGGER = LoggerFactory.getLogger(DocumentSource.class);
  private static final int KILOBYTE = 1 << 10;

  /** What is taken for a message whose size is not known. */
  private static final int UNKNOWN_SIZE = 1 << 20;

  private static final Duration WAIT = Duration.ofMinutes(5);

  private final Mailboxes mailboxes;
  private final AttachmentText attachments;
  private final SearchConfiguration configuration;
  private final int budget;
  private final Semaphore kilobytes;

  @Inject
  DocumentSource(
      Mailboxes mailboxes, AttachmentText attachments, SearchConfiguration configuration) {
    this.mailboxes = mailboxes;
    this.attachments = attachments;
    this.configuration = configuration;
    this.budget = configuration.readBytes() / KILOBYTE;
    this.kilobytes = new Semaphore(budget);
  }

  /** The whole document, or empty if the message is gone. Blocks. */
  Optional<ObjectNode> document(Mailbox mailbox, MessageUid uid, long size)
      throws InterruptedException, TimeoutException {
    long bytes = size > 0 ? size : UNKNOWN_SIZE;
    int share = (int) Math.min(budget, bytes / KILOBYTE + 1);
    if (!kilobytes.tryAcquire(share, WAIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new TimeoutException("No memory came free to read a message for the index");
    }
    try {
      return mailboxes.read(mailbox, uid, FetchType.FULL).map(this::document);
    } finally {
      kilobytes.release(share);
    }
  }

  /** Flags and modification sequence only, or empty if the message is gone. Blocks. */
  Optional<ObjectNode> flags(Mailbox mailbox, MessageUid uid) {
    return mailboxes
        .read(mailbox, uid, FetchType.METADATA)
        .map(message -> MessageDocument.flags(message.createFlags(), message.getModSeq()));
  }

  private ObjectNode document(MailboxMessage message) {
    try (InputStream content = message.getFullContent()) {
      AttachmentText inTime =
          new BudgetedAttachmentText(
              attachments, configuration.attachments().timeout().multipliedBy(2));
      int limit = configuration.maxTextCharacters();
      MessageText text = MessageReading.read(content, inTime, limit);
      text.gap().ifPresent(gap -> log(message, gap));
      return MessageDocument.of(message, text, limit);
    } catch (IOException | RuntimeException e) {
      // Found by date, flags and size is better than not found at all.
      LOGGER.warn("Indexed without text: {} {}", message.getMailboxId(), message.getUid(), e);
      return MessageDocument.metadata(message);
    }
  }

  private static void log(MailboxMessage message, String gap) {
    LOGGER.info(
        "Indexed in part: mailbox {} uid {}: {}",
        message.getMailboxId().serialize(),
        message.getUid().asLong(),
        gap);
  }
}
