package org.pillarbox.search;

import java.util.Map;

/** Names of the index's fields. Changing one, or its mapping, needs a new mapping version. */
final class Fields {
  static final String MAILBOX_ID = "mailboxId";
  static final String UID = "uid";
  static final String MESSAGE_ID = "messageId";
  static final String THREAD_ID = "threadId";
  static final String MOD_SEQ = "modSeq";
  static final String SIZE = "size";
  static final String INTERNAL_DATE = "internalDate";
  static final String SAVE_DATE = "saveDate";
  static final String SENT_DATE = "sentDate";
  static final String SENT_DAY = "sentDay";
  static final String FLAGS = "flags";
  static final String HAS_ATTACHMENT = "hasAttachment";
  static final String HEADER_NAMES = "headerNames";
  static final String MIME_MESSAGE_ID = "mimeMessageId";
  static final String SORT_FROM = "sortFrom";
  static final String SORT_TO = "sortTo";
  static final String SORT_CC = "sortCc";
  static final String SORT_SUBJECT = "sortSubject";
  static final String SORT_DATE = "sortDate";

  static final String HEADERS = "headers";
  static final String FROM = "from";
  static final String TO = "to";
  static final String CC = "cc";
  static final String BCC = "bcc";
  static final String SUBJECT = "subject";
  static final String BODY = "body";
  static final String ATTACHMENT_TEXT = "attachmentText";
  static final String FILE_NAMES = "fileNames";

  /** Headers that are searched for so often that they have a field of their own. */
  static final Map<String, String> OWN_HEADERS =
      Map.of("from", FROM, "to", TO, "cc", CC, "bcc", BCC, "subject", SUBJECT);

  private Fields() {}
}
