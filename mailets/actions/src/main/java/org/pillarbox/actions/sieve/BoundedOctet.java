package org.pillarbox.actions.sieve;

import org.apache.jsieve.comparators.Octet;

/** {@code i;octet} with a bound on the time that {@code :matches} takes. jsieve makes it. */
public final class BoundedOctet extends Octet {
  /** Made by jsieve, by name. */
  public BoundedOctet() {}

  @Override
  public boolean matches(String string, String glob) {
    return Glob.matches(string, glob);
  }
}
