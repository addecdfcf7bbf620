package org.pillarbox.server.configuration;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration can't be used; the message has one line per problem. */
public final class InvalidConfigurationException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final ArrayList<Problem> problems;

  /**
   * Says all that is wrong at once.
   *
   * @param problems at least one
   */
  public InvalidConfigurationException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = new ArrayList<>(problems);
  }

  /** All problems, in the order in which they were found. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }
}
