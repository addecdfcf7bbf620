package org.pillarbox.rules.condition;

import java.util.List;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * Extension of an attachment's file name.
 *
 * @param is one of these, without dot
 * @param list named lists of patterns
 * @param inside whether files inside archives count too
 */
@Described(
    name = "attachment-extension",
    meaning = "Extension of an attachment's file name.",
    example = "{is: [js, vbs, exe]}")
public record AttachmentExtension(
    @Param("one of these, without dot") List<String> is,
    @Param("it matches one of these named lists of patterns") List<String> list,
    @Param(value = "whether files inside archives count too", standard = "true") boolean inside)
    implements Condition {
  public AttachmentExtension {
    is =
        Bounds.lower("is", is).stream()
            .map(value -> value.startsWith(".") ? value.substring(1) : value)
            .toList();
    list = Bounds.texts("list", list);
    if (is.isEmpty() && list.isEmpty()) {
      throw new IllegalArgumentException("nothing to compare with: is or list is expected");
    }
  }

  private Answer listed(String extension, Facts facts, NamedLists lists) {
    Answer answer = Answer.of(is.contains(extension));
    for (String name : list) {
      answer =
          answer.or(
              lists
                  .find(name)
                  .map(
                      found ->
                          Answer.of(
                              found.containsText(extension, facts.at())
                                  || found.containsText("." + extension, facts.at())))
                  .orElse(Answer.UNKNOWN));
    }
    return answer;
  }

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return Attachments.any(
        facts, inside, attachment -> listed(attachment.extension(), facts, lists));
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
