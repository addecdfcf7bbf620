package org.pillarbox.server.configuration;

import java.io.Serial;
import java.io.Serializable;

/**
 * One thing that is wrong in the configuration, in words that say what to write instead.
 *
 * @param where file and line, or variable
 * @param key dotted key, empty when the problem is not about one key
 * @param what the value and what is allowed
 */
public record Problem(String where, String key, String what) implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  @Override
  public String toString() {
    return key.isEmpty() ? where + ": " + what : where + ": " + key + " " + what;
  }
}
