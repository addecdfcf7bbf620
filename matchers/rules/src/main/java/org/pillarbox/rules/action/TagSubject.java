package org.pillarbox.rules.action;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Moment;

/**
 * Puts a text before or after the subject, unless it stands there already.
 *
 * @param text the text
 * @param where on which side
 */
@Described(
    name = "tag-subject",
    meaning = "Put a text before or after the subject, unless it stands there already.",
    example = "{text: '[External]'}")
public record TagSubject(
    @Param("the text") String text,
    @Param(value = "before or after the subject", standard = "before") Where where)
    implements Action {

  /** On which side of the subject. */
  public enum Where {
    /** Before it. */
    BEFORE,
    /** After it. */
    AFTER
  }

  public TagSubject {
    if (text.isBlank()) {
      throw new IllegalArgumentException("text: a text is expected");
    }
    text = Bounds.line("text", text, 100);
  }

  @Override
  public Moment moment() {
    return Moment.ACCEPTED;
  }

  @Override
  public Touch touches() {
    return Touch.HEADER;
  }
}
