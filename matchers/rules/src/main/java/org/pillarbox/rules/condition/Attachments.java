package org.pillarbox.rules.condition;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Attachment;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;

/** What the conditions on attachments share. */
final class Attachments {
  private Attachments() {}

  /**
   * Whether one attachment, or one file inside, meets the test. If none does but one could not be
   * looked into, nobody knows.
   */
  static Answer any(Facts facts, boolean inside, Function<Attachment, Answer> test) {
    return facts.content().attachments().answer(all -> any(all, inside, test));
  }

  private static Answer any(
      List<Attachment> all, boolean inside, Function<Attachment, Answer> test) {
    Answer answer = Answer.NO;
    for (Attachment attachment : all) {
      answer = answer.or(test.apply(attachment));
      if (inside) {
        answer = answer.or(any(attachment.inside(), true, test));
        if (answer == Answer.NO) {
          answer = complete(attachment);
        }
      }
      if (answer == Answer.YES) {
        return answer;
      }
    }
    return answer;
  }

  private static Answer complete(Attachment attachment) {
    return attachment.inspectable().answer(all -> all ? Answer.NO : Answer.UNKNOWN);
  }

  static String seen(Facts facts) {
    return Seen.of(
        facts
            .content()
            .attachments()
            .map(
                all ->
                    all.isEmpty()
                        ? "no attachments"
                        : all.stream()
                            .flatMap(Attachment::andInside)
                            .map(Attachments::words)
                            .collect(Collectors.joining(", "))));
  }

  private static String words(Attachment one) {
    return "%s (%s, %d bytes%s%s%s)"
        .formatted(
            one.name().isEmpty() ? "without a name" : one.name(),
            one.realType().value().orElse("type " + one.realType().show()),
            one.size(),
            remark(one.encrypted(), true, "encrypted"),
            remark(one.macros(), true, "macros"),
            remark(one.inspectable(), false, "not all of it inspected"));
  }

  private static String remark(Fact<Boolean> fact, boolean telling, String words) {
    return fact.value()
        .map(is -> is == telling ? ", " + words : "")
        .orElse(fact instanceof Fact.Unknown ? ", " + words + ": unknown" : "");
  }
}
