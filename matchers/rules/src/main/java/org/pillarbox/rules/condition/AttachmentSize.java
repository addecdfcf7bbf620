package org.pillarbox.rules.condition;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * Size of an attachment after decoding.
 *
 * @param above more than this many bytes
 */
@Described(
    name = "attachment-size",
    meaning = "Size of an attachment after decoding.",
    example = "{above: 1048576}")
public record AttachmentSize(
    @Param(value = "more than this", unit = "bytes", standard = "0") long above)
    implements Condition {

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return Attachments.any(facts, false, attachment -> Answer.of(attachment.size() > above));
  }

  @Override
  public String seen(Facts facts) {
    return Attachments.seen(facts);
  }

  @Override
  public Moment moment() {
    return Moment.DATA;
  }
}
