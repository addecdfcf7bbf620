package org.pillarbox.server.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody who mistyped a name most likely meant. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * The nearest known name, if it is near enough to be worth saying: at most a third of the letters
   * (and at least two) may differ.
   *
   * @param written what was written
   * @param known all names that exist
   */
  public static Optional<String> nearest(String written, Collection<String> known) {
    int tolerated = Math.max(2, written.length() / 3);
    return known.stream()
        .filter(name -> distance(written, name) <= tolerated)
        .min(
            Comparator.<String>comparingInt(name -> distance(written, name)).thenComparing(n -> n));
  }

  /** Sentence to append to a message: empty, or {@code ". Did you mean …?"}. */
  static String sentence(String written, Collection<String> known) {
    return nearest(written, known).map(name -> ". Did you mean " + name + "?").orElse("");
  }

  /** Optimal string alignment distance: one swap of neighbours counts as one change, not two. */
  static int distance(String left, String right) {
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= right.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      for (int j = 1; j <= right.length(); j++) {
        int replace = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        int best =
            Math.min(
                Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1), cost[i - 1][j - 1] + replace);
        if (i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1)) {
          best = Math.min(best, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = best;
      }
    }
    return cost[left.length()][right.length()];
  }
}
