package org.pillarbox.search;

import static com.datastax.oss.driver.api.core.type.DataTypes.BIGINT;
import static com.datastax.oss.driver.api.core.type.DataTypes.INT;
import static com.datastax.oss.driver.api.core.type.DataTypes.TEXT;

import org.apache.james.backends.cassandra.components.CassandraModule;

/** The tables of this room, created with James' own. */
final class OutboxTables {
  static final String OUTBOX = "search_outbox";
  static final String SLOTS = "search_outbox_slots";
  static final String WATERMARKS = "search_watermarks";

  /** Rows live for seconds, so their tombstones need not live for ten days. */
  private static final int GRACE_SECONDS = 3 * 3600;

  static final CassandraModule MODULE =
      CassandraModule.builder()
          .table(OUTBOX)
          .comment("What the search index does not show yet, in short-lived partitions.")
          .options(options -> options.withGcGraceSeconds(GRACE_SECONDS))
          .statement(
              statement ->
                  types ->
                      statement
                          .withPartitionKey("slot", BIGINT)
                          .withClusteringColumn("mailbox_id", TEXT)
                          .withClusteringColumn("uid", BIGINT)
                          .withClusteringColumn("kind", TEXT)
                          .withColumn("size", BIGINT)
                          .withColumn("recorded", BIGINT))
          .table(SLOTS)
          .comment("The partitions of search_outbox that may hold something.")
          .options(options -> options.withGcGraceSeconds(GRACE_SECONDS))
          .statement(
              statement ->
                  types ->
                      statement.withPartitionKey("part", INT).withClusteringColumn("slot", BIGINT))
          .table(WATERMARKS)
          .comment("For each mailbox, the state up to which the search outbox has seen everything.")
          .statement(
              statement ->
                  types ->
                      statement
                          .withPartitionKey("mailbox_id", TEXT)
                          .withColumn("index_name", TEXT)
                          .withColumn("last_uid", BIGINT)
                          .withColumn("mod_seq", BIGINT)
                          .withColumn("messages", BIGINT))
          .build();

  private OutboxTables() {}
}
