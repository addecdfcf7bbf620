package org.pillarbox.rulebook.versions;

import org.apache.james.eventsourcing.AggregateId;
import org.apache.james.eventsourcing.Event;
import org.apache.james.eventsourcing.EventId;

/**
 * A new version of the rule set was made. Each event says all that is needed to use the version, so
 * it counts as a snapshot: the newest one is read without those before it.
 */
record RuleSetChanged(VersionNote note) implements Event {
  @Override
  public EventId eventId() {
    return EventId.fromSerialized(note.number() - 1);
  }

  @Override
  public AggregateId getAggregateId() {
    return RulesAggregate.RULES;
  }

  @Override
  public boolean isASnapshot() {
    return true;
  }
}
