package org.pillarbox.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Settings and mapping of the index. A change that old documents can't live with: new VERSION. */
final class IndexSchema {
  static final int VERSION = 1;

  private static final List<String> KEYWORDS =
      List.of(
          Fields.MAILBOX_ID,
          Fields.MESSAGE_ID,
          Fields.THREAD_ID,
          Fields.MIME_MESSAGE_ID,
          Fields.HEADER_NAMES,
          Fields.SORT_FROM,
          Fields.SORT_TO,
          Fields.SORT_CC,
          Fields.SORT_SUBJECT);
  private static final List<String> NUMBERS = List.of(Fields.UID, Fields.MOD_SEQ, Fields.SIZE);
  private static final List<String> DATES =
      List.of(
          Fields.INTERNAL_DATE,
          Fields.SAVE_DATE,
          Fields.SENT_DATE,
          Fields.SENT_DAY,
          Fields.SORT_DATE);
  private static final List<String> TEXTS =
      List.of(
          Fields.HEADERS,
          Fields.FROM,
          Fields.TO,
          Fields.CC,
          Fields.BCC,
          Fields.SUBJECT,
          Fields.BODY,
          Fields.ATTACHMENT_TEXT,
          Fields.FILE_NAMES);

  private IndexSchema() {}

  static ObjectNode of(SearchConfiguration configuration) {
    ObjectNode schema = OpenSearchHttp.JSON.createObjectNode();
    ObjectNode settings = schema.putObject("settings");
    settings.put("number_of_shards", configuration.shards());
    settings.put("number_of_replicas", configuration.replicas());
    settings.put("refresh_interval", configuration.refreshInterval().toMillis() + "ms");
    ObjectNode analysis = settings.putObject("analysis");
    analysis
        .putObject("tokenizer")
        .putObject("trigram")
        .put("type", "ngram")
        .put("min_gram", Trigrams.LENGTH)
        .put("max_gram", Trigrams.LENGTH);
    analysis
        .putObject("analyzer")
        .putObject("trigrams")
        .put("type", "custom")
        .put("tokenizer", "trigram");

    ObjectNode mapping = schema.putObject("mappings");
    // Names from mail must never become fields; and while a newer index is filled, the older one
    // gets documents with fields that it does not know.
    mapping.put("dynamic", false);
    ObjectNode fields = mapping.putObject("properties");
    KEYWORDS.forEach(name -> fields.putObject(name).put("type", "keyword"));
    NUMBERS.forEach(name -> fields.putObject(name).put("type", "long"));
    DATES.forEach(name -> fields.putObject(name).put("type", "date").put("format", "epoch_millis"));
    fields.putObject(Fields.FLAGS).put("type", "keyword").put("normalizer", "lowercase");
    fields.putObject(Fields.HAS_ATTACHMENT).put("type", "boolean");
    // Hits are never ranked, so no norms; positions make a phrase of pieces a substring.
    TEXTS.forEach(
        name ->
            fields
                .putObject(name)
                .put("type", "text")
                .put("analyzer", "trigrams")
                .put("index_options", "positions")
                .put("norms", false));
    return schema;
  }
}
