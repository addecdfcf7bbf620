package org.pillarbox.rules.facts;

import java.util.Locale;

/** A message's text as rules search it: plain text of all its text parts, bounded. */
public final class Text {
  /** Characters that are looked at; what comes after is cut off by whoever gathers the text. */
  public static final int MAXIMUM_LENGTH = 262_144;

  private final String original;
  // Racy on purpose: two threads may both compute it, and get equal strings.
  private volatile String lowerCase;

  private Text(String original) {
    this.original = original;
  }

  /** Text, cut at {@link #MAXIMUM_LENGTH}. */
  public static Text of(String text) {
    return new Text(text.length() > MAXIMUM_LENGTH ? text.substring(0, MAXIMUM_LENGTH) : text);
  }

  /** As written. */
  public String original() {
    return original;
  }

  /** In lower case; computed once, when first asked for. */
  public String lowerCase() {
    String known = lowerCase;
    if (known == null) {
      known = original.toLowerCase(Locale.ROOT);
      lowerCase = known;
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Text text && text.original.equals(original);
  }

  @Override
  public int hashCode() {
    return original.hashCode();
  }

  /** Its length only: text does not belong in logs. */
  @Override
  public String toString() {
    return "Text[%d characters]".formatted(original.length());
  }
}
