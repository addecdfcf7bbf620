package org.pillarbox.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.UnsupportedSearchException;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.SearchQuery;

/** James' search model as a query of the index, one clause for each criterion. */
final class QueryTranslation {
  /** Longer texts are searched for by their beginning. */
  private static final int LONGEST_TEXT = 512;

  private final Collection<MessageUid> recent;

  private QueryTranslation(Collection<MessageUid> recent) {
    this.recent = recent;
  }

  /**
   * Translates a query.
   *
   * @throws UnsupportedSearchException for what the index can't answer
   */
  static ObjectNode of(Collection<MailboxId> mailboxes, SearchQuery query)
      throws UnsupportedSearchException {
    QueryTranslation translation = new QueryTranslation(query.getRecentMessageUids());
    ObjectNode result = object();
    ArrayNode filter = result.putObject("bool").putArray("filter");
    ArrayNode ids = filter.addObject().putObject("terms").putArray(Fields.MAILBOX_ID);
    mailboxes.forEach(id -> ids.add(id.serialize()));
    for (SearchQuery.Criterion criterion : query.getCriteria()) {
      filter.add(translation.criterion(criterion));
    }
    return result;
  }

  private ObjectNode criterion(SearchQuery.Criterion criterion) throws UnsupportedSearchException {
    if (criterion instanceof SearchQuery.ConjunctionCriterion conjunction) {
      return conjunction(conjunction);
    }
    if (criterion instanceof SearchQuery.TextCriterion text) {
      return text(text);
    }
    if (criterion instanceof SearchQuery.HeaderCriterion header) {
      return header(header);
    }
    if (criterion instanceof SearchQuery.SubjectCriterion subject) {
      return ownHeader("subject", subject.getSubject());
    }
    if (criterion instanceof SearchQuery.UidCriterion uid) {
      return UidClauses.of(List.of(uid.getOperator().getRange()));
    }
    if (criterion instanceof SearchQuery.FlagCriterion flag) {
      return flag(flag);
    }
    if (criterion instanceof SearchQuery.CustomFlagCriterion keyword) {
      return whether(keyword.getOperator().isSet(), term(Fields.FLAGS, keyword.getFlag()));
    }
    return attribute(criterion);
  }

  private static ObjectNode attribute(SearchQuery.Criterion criterion)
      throws UnsupportedSearchException {
    if (criterion instanceof SearchQuery.AllCriterion) {
      return all();
    }
    if (criterion instanceof SearchQuery.InternalDateCriterion date) {
      return DateClauses.of(Fields.INTERNAL_DATE, date.getOperator());
    }
    if (criterion instanceof SearchQuery.SaveDateCriterion date) {
      return DateClauses.of(Fields.SAVE_DATE, date.getOperator());
    }
    if (criterion instanceof SearchQuery.SizeCriterion size) {
      return number(Fields.SIZE, size.getOperator());
    }
    if (criterion instanceof SearchQuery.ModSeqCriterion modSeq) {
      return number(Fields.MOD_SEQ, modSeq.getOperator());
    }
    if (criterion instanceof SearchQuery.MessageIdCriterion id) {
      return term(Fields.MESSAGE_ID, id.getMessageId().serialize());
    }
    if (criterion instanceof SearchQuery.ThreadIdCriterion id) {
      return term(Fields.THREAD_ID, id.getThreadId().serialize());
    }
    if (criterion instanceof SearchQuery.MimeMessageIDCriterion id) {
      return term(Fields.MIME_MESSAGE_ID, MimeMessageIds.bare(id.getMessageID()));
    }
    if (criterion instanceof SearchQuery.AttachmentCriterion attachment) {
      ObjectNode has = object();
      has.putObject("term").put(Fields.HAS_ATTACHMENT, true);
      return whether(attachment.getOperator().isSet(), has);
    }
    throw new UnsupportedSearchException();
  }

  private ObjectNode conjunction(SearchQuery.ConjunctionCriterion conjunction)
      throws UnsupportedSearchException {
    ObjectNode result = object();
    ObjectNode bool = result.putObject("bool");
    ArrayNode clauses =
        switch (conjunction.getType()) {
          case AND -> bool.putArray("filter");
          case OR -> bool.put("minimum_should_match", 1).putArray("should");
          case NOR -> bool.putArray("must_not");
        };
    for (SearchQuery.Criterion criterion : conjunction.getCriteria()) {
      clauses.add(criterion(criterion));
    }
    return result;
  }

  private static ObjectNode text(SearchQuery.TextCriterion criterion) {
    String value = criterion.getOperator().getValue();
    return switch (criterion.getType()) {
      case BODY -> anywhere(value, Fields.BODY, Fields.ATTACHMENT_TEXT);
      case FULL ->
          anywhere(value, Fields.HEADERS, Fields.BODY, Fields.ATTACHMENT_TEXT, Fields.FILE_NAMES);
      case ATTACHMENTS -> anywhere(value, Fields.ATTACHMENT_TEXT);
      case ATTACHMENT_FILE_NAME -> anywhere(value, Fields.FILE_NAMES);
    };
  }

  private static ObjectNode header(SearchQuery.HeaderCriterion criterion)
      throws UnsupportedSearchException {
    String name = Trigrams.headerName(criterion.getHeaderName());
    SearchQuery.HeaderOperator operator = criterion.getOperator();
    if (operator instanceof SearchQuery.ExistsOperator) {
      return term(Fields.HEADER_NAMES, name);
    }
    if (operator instanceof SearchQuery.AddressOperator address) {
      return ownHeader(name, address.getAddress());
    }
    if (operator instanceof SearchQuery.ContainsOperator contains) {
      return Fields.OWN_HEADERS.containsKey(name)
          ? ownHeader(name, contains.getValue())
          : anyHeader(name, contains.getValue());
    }
    if (operator instanceof SearchQuery.DateOperator date && name.equals("date")) {
      return DateClauses.of(DateClauses.isDays(date) ? Fields.SENT_DAY : Fields.SENT_DATE, date);
    }
    throw new UnsupportedSearchException();
  }

  private static ObjectNode ownHeader(String name, String value) {
    String field = Fields.OWN_HEADERS.get(name.toLowerCase(Locale.ROOT));
    String folded = FoldedText.fold(value, LONGEST_TEXT);
    return folded.isEmpty() ? term(Fields.HEADER_NAMES, name) : substring(field, folded);
  }

  /**
   * The value behind the name, with no end of a header line between the two. Values of one or two
   * characters are looked for in any header of a message that has this one.
   */
  private static ObjectNode anyHeader(String name, String value) {
    String folded = FoldedText.fold(value, LONGEST_TEXT);
    ObjectNode result = object();
    if (Trigrams.length(folded) < Trigrams.LENGTH) {
      ArrayNode filter = result.putObject("bool").putArray("filter");
      filter.add(term(Fields.HEADER_NAMES, name));
      filter.add(folded.isEmpty() ? all() : substring(Fields.HEADERS, folded));
      return result;
    }
    ObjectNode between =
        result.putObject("intervals").putObject(Fields.HEADERS).putObject("all_of");
    between.put("ordered", true);
    ArrayNode both = between.putArray("intervals");
    both.addObject().set("match", together(Trigrams.headerPrefix(name)));
    both.addObject().set("match", together(folded));
    between.putObject("filter").putObject("not_containing").set("match", together(Trigrams.END));
    return result;
  }

  private static ObjectNode together(String text) {
    return object().put("query", text).put("ordered", true).put("max_gaps", 0);
  }

  private static ObjectNode anywhere(String value, String... fields) {
    String folded = FoldedText.fold(value, LONGEST_TEXT);
    if (folded.isEmpty()) {
      return all();
    }
    ObjectNode result = object();
    ObjectNode bool = result.putObject("bool").put("minimum_should_match", 1);
    ArrayNode should = bool.putArray("should");
    for (String field : fields) {
      should.add(substring(field, folded));
    }
    return result;
  }

  private static ObjectNode substring(String field, String folded) {
    ObjectNode result = object();
    if (Trigrams.length(folded) < Trigrams.LENGTH) {
      result.putObject("prefix").putObject(field).put("value", folded);
    } else {
      result.putObject("match_phrase").put(field, folded);
    }
    return result;
  }

  private ObjectNode flag(SearchQuery.FlagCriterion criterion) {
    boolean set = criterion.getOperator().isSet();
    // \Recent belongs to a session (RFC 3501 section 2.3.2), not to the message.
    ObjectNode has =
        criterion.getFlag() == javax.mail.Flags.Flag.RECENT
            ? UidClauses.each(new TreeSet<>(recent))
            : term(Fields.FLAGS, FlagNames.of(criterion.getFlag()));
    return whether(set, has);
  }

  private static ObjectNode number(String field, SearchQuery.NumericOperator operator) {
    ObjectNode result = object();
    switch (operator.getType()) {
      case EQUALS -> result.putObject("term").put(field, operator.getValue());
      case LESS_THAN -> result.putObject("range").putObject(field).put("lt", operator.getValue());
      case GREATER_THAN ->
          result.putObject("range").putObject(field).put("gt", operator.getValue());
    }
    return result;
  }

  private static ObjectNode whether(boolean set, JsonNode clause) {
    if (set && clause instanceof ObjectNode positive) {
      return positive;
    }
    ObjectNode result = object();
    result.putObject("bool").putArray("must_not").add(clause);
    return result;
  }

  private static ObjectNode term(String field, String value) {
    ObjectNode result = object();
    result.putObject("term").put(field, value);
    return result;
  }

  private static ObjectNode all() {
    ObjectNode result = object();
    result.putObject("match_all");
    return result;
  }

  static ObjectNode object() {
    return OpenSearchHttp.JSON.createObjectNode();
  }
}
