package org.pillarbox.actions;

/**
 * Who wants to know what happened to each recipient's copy. Called on the delivering thread: must
 * not wait or throw.
 */
public interface DeliveryOutcomes {
  /** Takes note of one outcome. */
  void record(DeliveryOutcome outcome);
}
