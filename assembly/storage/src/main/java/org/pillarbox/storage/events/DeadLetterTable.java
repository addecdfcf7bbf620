package org.pillarbox.storage.events;

import com.datastax.oss.driver.api.core.type.DataTypes;
import org.apache.james.backends.cassandra.components.CassandraModule;

/** One partition per group of listeners, one row per event that failed there. */
final class DeadLetterTable {
  static final String NAME = "event_dead_letters";
  static final String GROUP = "listener_group";
  static final String ID = "insertion_id";
  static final String EVENT = "event";

  /**
   * Redelivering leaves tombstones where the next failure is looked for. A row that came back would
   * only be delivered twice.
   */
  private static final int TOMBSTONES_KEPT_SECONDS = 86_400;

  static final CassandraModule MODULE =
      CassandraModule.table(NAME)
          .comment("Events that a listener could not handle after all its tries")
          .options(options -> options.withGcGraceSeconds(TOMBSTONES_KEPT_SECONDS))
          .statement(
              statement ->
                  types ->
                      statement
                          .withPartitionKey(GROUP, DataTypes.TEXT)
                          .withClusteringColumn(ID, DataTypes.UUID)
                          .withColumn(EVENT, DataTypes.TEXT))
          .build();

  private DeadLetterTable() {}
}
