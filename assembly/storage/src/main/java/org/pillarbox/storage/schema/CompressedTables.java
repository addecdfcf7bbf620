package org.pillarbox.storage.schema;

import static com.datastax.oss.driver.api.core.type.DataTypes.BIGINT;
import static com.datastax.oss.driver.api.core.type.DataTypes.BOOLEAN;
import static com.datastax.oss.driver.api.core.type.DataTypes.INT;
import static com.datastax.oss.driver.api.core.type.DataTypes.TEXT;
import static com.datastax.oss.driver.api.core.type.DataTypes.TIMESTAMP;
import static com.datastax.oss.driver.api.core.type.DataTypes.TIMEUUID;
import static com.datastax.oss.driver.api.core.type.DataTypes.UUID;
import static com.datastax.oss.driver.api.core.type.DataTypes.setOf;
import static com.datastax.oss.driver.api.querybuilder.SchemaBuilder.RowsPerPartition.rows;

import com.datastax.oss.driver.api.querybuilder.schema.CreateTableWithOptions;
import com.google.common.collect.ImmutableMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.backends.cassandra.components.CassandraTable;
import org.apache.james.jmap.cassandra.projections.table.CassandraMessageFastViewProjectionTable;
import org.apache.james.mailbox.cassandra.table.CassandraMailboxTable;
import org.apache.james.mailbox.cassandra.table.CassandraMessageIdTable;
import org.apache.james.mailbox.cassandra.table.CassandraMessageIds;
import org.apache.james.mailbox.cassandra.table.CassandraMessageV3Table;
import org.apache.james.mailbox.cassandra.table.Flag;
import org.apache.james.mailbox.cassandra.table.MessageIdToImapUid;

/**
 * The three tables that James declares with LZ4 in small chunks, declared again.
 *
 * <p>The driver writes that option as {@code chunk_length_kb} and {@code crc_check_chance}, up to
 * its newest version; Cassandra 5 refuses both names. The columns are James' own, and a test
 * compares each statement with the one that James would have sent, so that a new version of James
 * cannot drift away from here unseen.
 */
final class CompressedTables {
  private static final int CACHED_ROWS = 100;

  static final CassandraModule MODULE =
      CassandraModule.builder()
          .table(MessageIdToImapUid.TABLE_NAME)
          .comment("Mailbox and flags of each message, by message id")
          .options(CompressedTables::lz4InSmallChunks)
          .statement(
              statement ->
                  types ->
                      statement
                          .withPartitionKey(CassandraMessageIds.MESSAGE_ID, TIMEUUID)
                          .withClusteringColumn(CassandraMessageIds.MAILBOX_ID, TIMEUUID)
                          .withClusteringColumn(CassandraMessageIds.IMAP_UID, BIGINT)
                          .withColumn(MessageIdToImapUid.THREAD_ID, TIMEUUID)
                          .withColumn(MessageIdToImapUid.MOD_SEQ, BIGINT)
                          .withColumn(Flag.ANSWERED, BOOLEAN)
                          .withColumn(Flag.DELETED, BOOLEAN)
                          .withColumn(Flag.DRAFT, BOOLEAN)
                          .withColumn(Flag.FLAGGED, BOOLEAN)
                          .withColumn(Flag.RECENT, BOOLEAN)
                          .withColumn(Flag.SEEN, BOOLEAN)
                          .withColumn(Flag.USER, BOOLEAN)
                          .withColumn(Flag.USER_FLAGS, setOf(TEXT))
                          .withColumn(CassandraMessageV3Table.INTERNAL_DATE, TIMESTAMP)
                          .withColumn(CassandraMessageIdTable.SAVE_DATE, TIMESTAMP)
                          .withColumn(CassandraMessageV3Table.BODY_START_OCTET, INT)
                          .withColumn(CassandraMessageV3Table.FULL_CONTENT_OCTETS, BIGINT)
                          .withColumn(CassandraMessageV3Table.HEADER_CONTENT, TEXT))
          .table(CassandraMailboxTable.TABLE_NAME)
          .comment("Mailboxes")
          .options(CompressedTables::lz4InSmallChunks)
          .statement(
              statement ->
                  types ->
                      statement
                          .withPartitionKey(CassandraMailboxTable.ID, TIMEUUID)
                          .withColumn(
                              CassandraMailboxTable.MAILBOX_BASE,
                              types.getDefinedUserType(
                                  CassandraMailboxTable.MAILBOX_BASE.asCql(true)))
                          .withColumn(CassandraMailboxTable.NAME, TEXT)
                          .withColumn(CassandraMailboxTable.UIDVALIDITY, BIGINT))
          .table(CassandraMessageFastViewProjectionTable.TABLE_NAME)
          .comment("Preview and attachment mark of each message, for JMAP")
          .options(CompressedTables::lz4InSmallChunks)
          .statement(
              statement ->
                  types ->
                      statement
                          .withPartitionKey(
                              CassandraMessageFastViewProjectionTable.MESSAGE_ID, UUID)
                          .withColumn(CassandraMessageFastViewProjectionTable.PREVIEW, TEXT)
                          .withColumn(
                              CassandraMessageFastViewProjectionTable.HAS_ATTACHMENT, BOOLEAN))
          .build();

  private CompressedTables() {}

  /**
   * The same tables, these three taken from here. Tables of ours that James' modules do not declare
   * are not added.
   */
  static Stream<CassandraTable> inPlaceOf(Stream<CassandraTable> declared) {
    var ours =
        MODULE.moduleTables().stream()
            .collect(Collectors.toMap(CassandraTable::getName, table -> table));
    return declared.map(table -> ours.getOrDefault(table.getName(), table));
  }

  private static CreateTableWithOptions lz4InSmallChunks(CreateTableWithOptions options) {
    // Rows of these tables are read one at a time: 8 KiB chunks instead of 16 halve what is read
    // and unpacked for each.
    return options
        .withCaching(true, rows(CACHED_ROWS))
        .withOption(
            "compression", ImmutableMap.of("class", "LZ4Compressor", "chunk_length_in_kb", 8));
  }
}
