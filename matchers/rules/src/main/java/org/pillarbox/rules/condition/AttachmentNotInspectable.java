package org.pillarbox.rules.condition;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/** An attachment that can't be looked into. */
@Described(
    name = "attachment-not-inspectable",
    meaning = "An attachment can't be looked into: encrypted, damaged, too deep or too large.",
    example = "{}")
public record AttachmentNotInspectable() implements Condition {

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return Attachments.any(
        facts, false, attachment -> attachment.inspectable().answer(all -> Answer.of(!all)));
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
