package org.pillarbox.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.mail.Flags;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageAttachmentMetadata;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;
import org.apache.james.mailbox.store.search.SearchUtil;
import org.apache.james.mime4j.field.DateTimeFieldLenientImpl;

/** One message of one mailbox as a document of the index. */
final class MessageDocument {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Sort keys need no more; base subjects are worked out in quadratic time. */
  private static final int SORT_KEY = 256;

  private static final int SORT_SOURCE = 1_000;

  private MessageDocument() {}

  /** The document's id: the same for each try, so that writing twice is writing once. */
  static String id(MailboxId mailboxId, MessageUid uid) {
    return mailboxId.serialize() + ":" + uid.asLong();
  }

  /** The whole document. */
  static ObjectNode of(MailboxMessage message, MessageText text, int maxTextCharacters) {
    ObjectNode document = metadata(message);
    headers(document, text);
    document.set(Fields.BODY, texts(text.body(), maxTextCharacters));
    document.set(Fields.ATTACHMENT_TEXT, texts(text.attachments(), maxTextCharacters));
    document.set(Fields.FILE_NAMES, texts(text.fileNames(), maxTextCharacters));
    return document;
  }

  /** What can be said of a message without its content. */
  @SuppressWarnings("JavaUtilDate") // It is what James gives.
  static ObjectNode metadata(MailboxMessage message) {
    ObjectNode document = flags(message.createFlags(), message.getModSeq());
    document.put(Fields.MAILBOX_ID, message.getMailboxId().serialize());
    document.put(Fields.UID, message.getUid().asLong());
    document.put(Fields.MESSAGE_ID, message.getMessageId().serialize());
    document.put(Fields.THREAD_ID, message.getThreadId().serialize());
    document.put(Fields.SIZE, message.getFullContentOctets());
    document.put(Fields.INTERNAL_DATE, message.getInternalDate().getTime());
    document.put(Fields.SORT_DATE, message.getInternalDate().getTime());
    message.getSaveDate().map(Date::getTime).ifPresent(at -> document.put(Fields.SAVE_DATE, at));
    document.put(
        Fields.HAS_ATTACHMENT,
        MessageAttachmentMetadata.hasNonInlinedAttachment(message.getAttachments()));
    return document;
  }

  /** The part of a document that changes after the message has been stored. */
  static ObjectNode flags(Flags flags, ModSeq modSeq) {
    ObjectNode document = JSON.objectNode();
    ArrayNode names = document.putArray(Fields.FLAGS);
    FlagNames.of(flags).forEach(names::add);
    document.put(Fields.MOD_SEQ, modSeq.asLong());
    return document;
  }

  private static void headers(ObjectNode document, MessageText text) {
    Set<String> names = new LinkedHashSet<>();
    ArrayNode lines = document.putArray(Fields.HEADERS);
    for (MessageText.Header header : text.headers()) {
      String name = Trigrams.headerName(header.name());
      names.add(name);
      lines.add(Trigrams.headerLine(name, header.value()));
    }
    document.set(Fields.HEADER_NAMES, strings(names));
    Fields.OWN_HEADERS.forEach(
        (name, field) -> document.set(field, texts(spellings(text, name), Integer.MAX_VALUE)));
    text.first("message-id")
        .ifPresent(id -> document.put(Fields.MIME_MESSAGE_ID, MimeMessageIds.bare(id.raw())));
    document.put(Fields.SORT_FROM, mailboxName(text, "from"));
    document.put(Fields.SORT_TO, mailboxName(text, "to"));
    document.put(Fields.SORT_CC, mailboxName(text, "cc"));
    document.put(Fields.SORT_SUBJECT, baseSubject(text));
    text.first("date").flatMap(date -> sent(date.raw())).ifPresent(sent -> sent.putInto(document));
  }

  /** A quoted display name is also found without its quotes and escapes. */
  private static List<String> spellings(MessageText text, String name) {
    return text.headers().stream()
        .filter(header -> header.name().equals(name))
        .map(MessageText.Header::value)
        .flatMap(
            value ->
                value.indexOf('"') < 0 || name.equals("subject")
                    ? Stream.of(value)
                    : Stream.of(value, value.replace("\"", "").replace("\\", "")))
        .collect(Collectors.toList());
  }

  private record Sent(Instant at, LocalDate day) {
    void putInto(ObjectNode document) {
      document.put(Fields.SENT_DATE, at.toEpochMilli());
      document.put(Fields.SORT_DATE, at.toEpochMilli());
      // RFC 9051 section 6.4.4: SENTON and its like disregard time and time zone.
      document.put(Fields.SENT_DAY, day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli());
    }
  }

  private static Optional<Sent> sent(String raw) {
    String value = raw.length() <= 100 ? raw.trim() : raw.substring(0, 100).trim();
    try {
      TemporalAccessor parsed = DateTimeFieldLenientImpl.RFC_5322.parse(value);
      // The formatter knows the zone of the header as an offset only.
      OffsetDateTime at = Instant.from(parsed).atOffset(ZoneOffset.from(parsed));
      boolean sane = at.getYear() >= 1900 && at.getYear() <= 9999;
      return sane ? Optional.of(new Sent(at.toInstant(), at.toLocalDate())) : Optional.empty();
    } catch (DateTimeException e) {
      // No date that can be read: the message is found by its other dates only.
      return Optional.empty();
    }
  }

  private static String mailboxName(MessageText text, String header) {
    return text.first(header)
        .map(found -> SearchUtil.getMailboxAddress(cut(found.raw(), SORT_SOURCE)))
        .map(name -> FoldedText.fold(name, SORT_KEY))
        .orElse("");
  }

  private static String baseSubject(MessageText text) {
    return text.first("subject")
        .map(subject -> SearchUtil.getBaseSubject(cut(subject.value(), SORT_SOURCE)))
        .map(base -> FoldedText.fold(base, SORT_KEY))
        .orElse("");
  }

  private static String cut(String value, int length) {
    return value.length() <= length ? value : value.substring(0, length);
  }

  private static ArrayNode texts(List<String> values, int limit) {
    ArrayNode array = JSON.arrayNode();
    Set<String> seen = new LinkedHashSet<>();
    for (String value : values) {
      String folded = FoldedText.fold(value, limit);
      // The HTML of an alternative mostly says what its plain text said.
      if (!folded.isBlank() && seen.add(folded.strip())) {
        array.add(Trigrams.indexed(folded));
      }
    }
    return array;
  }

  private static ArrayNode strings(Collection<String> values) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(array::add);
    return array;
  }
}
