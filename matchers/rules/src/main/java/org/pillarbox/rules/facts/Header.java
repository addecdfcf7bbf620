package org.pillarbox.rules.facts;

/** One header field, decoded (RFC 2047) and unfolded. */
public final class Header {
  private final String name;
  private final String value;
  // Racy on purpose, as in Text: a thousand rules that ask about one field fold it once.
  private volatile String lowerCase;

  /**
   * A field.
   *
   * @param name as written; compared without case
   * @param value text after the colon, without surrounding space
   */
  public Header(String name, String value) {
    this.name = name;
    this.value = value;
  }

  /** As written. */
  public String name() {
    return name;
  }

  /** As written. */
  public String value() {
    return value;
  }

  /** The value in lower case; computed once, when first asked for. */
  public String lowerCase() {
    String known = lowerCase;
    if (known == null) {
      known = LowerCase.of(value);
      lowerCase = known;
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Header header && header.name.equals(name) && header.value.equals(value);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + value.hashCode();
  }

  @Override
  public String toString() {
    return name + ": " + value;
  }
}
