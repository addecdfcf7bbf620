package org.pillarbox.actions.rules;

/**
 * Who wants to know what rules do: explanations and health. Called on the delivering thread: must
 * not wait or throw.
 */
public interface ActionOutcomes {
  /** Takes note of one outcome. */
  void record(ActionOutcome outcome);
}
