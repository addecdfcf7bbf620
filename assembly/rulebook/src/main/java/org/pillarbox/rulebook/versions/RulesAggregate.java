package org.pillarbox.rulebook.versions;

import org.apache.james.eventsourcing.AggregateId;

/** The rule set: there is one. */
enum RulesAggregate implements AggregateId {
  RULES;

  static final String KEY = "pillarbox-rules";

  @Override
  public String asAggregateKey() {
    return KEY;
  }
}
