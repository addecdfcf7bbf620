package org.pillarbox.engines;

import java.util.Map;

/** How a process ended, in words. */
final class Ending {
  // Exit status 128 + n means signal n; these are the ones that tell something.
  private static final int SIGNALLED = 128;
  private static final Map<Integer, String> SIGNALS =
      Map.of(
          6, "aborted", 9, "killed, perhaps for want of memory", 11, "crashed", 15, "terminated");

  private Ending() {}

  static boolean signalled(Process ended) {
    return ended.exitValue() > SIGNALLED;
  }

  static String of(Process ended) {
    int status = ended.exitValue();
    String signal = SIGNALS.getOrDefault(status - SIGNALLED, "");
    return "exit status " + status + (signal.isEmpty() ? "" : " (" + signal + ")");
  }
}
