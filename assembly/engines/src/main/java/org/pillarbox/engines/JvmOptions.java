package org.pillarbox.engines;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Options that an admin gives an engine's JVM: only those that begin with -X or -D, each by itself,
 * so that a slip can't change its class path or main class.
 */
public final class JvmOptions {
  private static final Pattern OPTION = Pattern.compile("-[XD]\\S+");

  private JvmOptions() {}

  /**
   * The same options, unmodifiable.
   *
   * @throws IllegalArgumentException naming field, option and what is allowed
   */
  public static List<String> checked(String field, List<String> options) {
    for (String option : options) {
      if (!OPTION.matcher(option).matches()) {
        throw new IllegalArgumentException(
            field
                + " \""
                + option
                + "\" is no option of a JVM; each begins with -X or -D and stands by itself");
      }
    }
    return List.copyOf(options);
  }
}
