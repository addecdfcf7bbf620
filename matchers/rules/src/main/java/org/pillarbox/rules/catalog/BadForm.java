package org.pillarbox.rules.catalog;

import java.util.List;
import java.util.stream.Collectors;

/** What was written is no condition and no action; all that is wrong is named. */
public final class BadForm extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;

  /** At least one problem. */
  public BadForm(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in the order in which it stands. */
  public List<Problem> problems() {
    return problems;
  }
}
