package org.pillarbox.rules.condition;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * An attached archive or document needs a password.
 *
 * @param inside whether files inside archives count too
 */
@Described(
    name = "attachment-encrypted",
    meaning = "An attached archive or document needs a password.",
    example = "{inside: true}")
public record AttachmentEncrypted(
    @Param(value = "whether files inside archives count too", standard = "true") boolean inside)
    implements Condition {

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return Attachments.any(facts, inside, attachment -> attachment.encrypted().answer(Answer::of));
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
