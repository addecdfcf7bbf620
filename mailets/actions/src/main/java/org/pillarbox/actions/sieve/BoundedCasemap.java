package org.pillarbox.actions.sieve;

import java.util.Locale;
import org.apache.jsieve.comparators.AsciiCasemap;

/**
 * {@code i;ascii-casemap} with a bound on the time that {@code :matches} takes. jsieve makes it.
 */
public final class BoundedCasemap extends AsciiCasemap {
  /** Made by jsieve, by name. */
  public BoundedCasemap() {}

  @Override
  public boolean matches(String string, String glob) {
    return Glob.matches(string.toUpperCase(Locale.ROOT), glob.toUpperCase(Locale.ROOT));
  }
}
