package org.pillarbox.rules.facts;

import java.util.Optional;

/** A message's text as rules search it: plain text of all its text parts, bounded. */
public final class Text {
  /** Characters that are looked at; what comes after is cut off by whoever gathers the text. */
  public static final int MAXIMUM_LENGTH = 262_144;

  private final String original;
  private final Optional<String> gap;
  // Racy on purpose: two threads may both compute it, and get equal strings.
  private volatile String lowerCase;

  private Text(String original, Optional<String> gap) {
    this.original = original;
    this.gap = gap;
  }

  /** Text, cut at {@link #MAXIMUM_LENGTH}; what is cut off is a gap. */
  public static Text of(String text) {
    return text.length() > MAXIMUM_LENGTH
        ? new Text(
            text.substring(0, MAXIMUM_LENGTH),
            Optional.of("longer than %d characters".formatted(MAXIMUM_LENGTH)))
        : new Text(text, Optional.empty());
  }

  /** Text of which more could not be read. */
  public static Text partial(String text, String why) {
    return new Text(of(text).original, Optional.of(why));
  }

  /** Why there is more text than this; empty if there is not. */
  public Optional<String> gap() {
    return gap;
  }

  /** What was not found may stand where nobody looked: then NO is unknown. */
  public Answer whole(Answer answer) {
    return answer == Answer.NO && gap.isPresent() ? Answer.UNKNOWN : answer;
  }

  /** As written. */
  public String original() {
    return original;
  }

  /** In lower case; computed once, when first asked for. */
  public String lowerCase() {
    String known = lowerCase;
    if (known == null) {
      known = LowerCase.of(original);
      lowerCase = known;
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Text text && text.original.equals(original) && text.gap.equals(gap);
  }

  @Override
  public int hashCode() {
    return original.hashCode();
  }

  /** Its length only: text does not belong in logs. */
  @Override
  public String toString() {
    return "Text[%d characters%s]"
        .formatted(original.length(), gap.map(why -> ", not all: " + why).orElse(""));
  }
}
