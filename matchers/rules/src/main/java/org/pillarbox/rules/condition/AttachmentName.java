package org.pillarbox.rules.condition;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * File name of an attachment.
 *
 * @param name how it is compared
 * @param inside whether files inside archives count too
 */
@Described(
    name = "attachment-name",
    meaning = "File name of an attachment.",
    example = "{like: [invoice*.zip]}")
public record AttachmentName(
    TextMatch name,
    @Param(value = "whether files inside archives count too", standard = "true") boolean inside)
    implements Condition {

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return Attachments.any(
        facts, inside, attachment -> name.answer(attachment.name(), facts, lists));
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
