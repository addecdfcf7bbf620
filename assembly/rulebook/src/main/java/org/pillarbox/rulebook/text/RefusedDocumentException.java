package org.pillarbox.rulebook.text;

import java.util.List;

/** A document that is not taken; nothing of it was applied. */
public final class RefusedDocumentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * Refuses for these reasons.
   *
   * @param problems at least one
   */
  public RefusedDocumentException(List<Problem> problems) {
    super(problems.isEmpty() ? "refused" : problems.get(0).toString());
    this.problems = List.copyOf(problems);
  }

  /** Refuses for one reason. */
  public RefusedDocumentException(Problem problem) {
    this(List.of(problem));
  }

  /** All that is wrong, in the document's order. */
  public List<Problem> problems() {
    return problems;
  }
}
