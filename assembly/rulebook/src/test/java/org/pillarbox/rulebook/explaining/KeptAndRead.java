package org.pillarbox.rulebook.explaining;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.pillarbox.rules.facts.Facts;

/** Facts as they come back from where they are kept. */
public final class KeptAndRead {
  private static final FactsText TEXT = new FactsText();

  private KeptAndRead() {}

  /** Written and read again. */
  public static Facts of(Facts facts) {
    try {
      return TEXT.read(TEXT.write(facts));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
