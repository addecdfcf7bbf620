package org.pillarbox.rules.condition;

import java.util.List;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * Media type of an attachment by its content.
 *
 * @param is one of these media types; {@code type/*} means all of a type
 * @param inside whether files inside archives count too
 */
@Described(
    name = "attachment-type",
    meaning = "Media type of an attachment by its content, whatever its name says.",
    example = "{is: [application/x-msdownload, image/*]}")
public record AttachmentType(
    @Param("one of these media types; type/* means all of a type") List<String> is,
    @Param(value = "whether files inside archives count too", standard = "true") boolean inside)
    implements Condition {
  public AttachmentType {
    is = Bounds.some("is", Bounds.lower("is", is));
  }

  private boolean names(String type) {
    for (String one : is) {
      if (one.endsWith("/*")
          ? type.startsWith(one.substring(0, one.length() - 1))
          : type.equals(one)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return Attachments.any(
        facts,
        inside,
        attachment -> attachment.realType().answer(Answer.UNKNOWN, type -> Answer.of(names(type))));
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
