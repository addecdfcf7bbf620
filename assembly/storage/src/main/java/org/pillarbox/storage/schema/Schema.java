package org.pillarbox.storage.schema;

import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.literal;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.selectFrom;
import static org.apache.james.backends.cassandra.versions.CassandraSchemaVersionManager.MAX_VERSION;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.backends.cassandra.components.CassandraTable;
import org.apache.james.backends.cassandra.components.CassandraType;
import org.apache.james.backends.cassandra.init.CassandraTypesProvider;
import org.apache.james.backends.cassandra.versions.CassandraSchemaVersionDAO;
import org.apache.james.backends.cassandra.versions.CassandraSchemaVersionModule;
import org.apache.james.backends.cassandra.versions.table.CassandraSchemaVersionTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Every table and type that the rooms declared, and how the keyspace comes to have them.
 *
 * <p>The order is the argument. (1) What is there is read; a keyspace that may have lost something
 * is refused before anything is changed. (2) Types, then tables are made. (3) Cassandra is asked,
 * not our own list, whether all are there. (4) That is recorded. (5) James' schema version is
 * written, last. A start that dies at any point leaves a keyspace without data and without version,
 * which the next start completes; and James never finds tables without their version, which would
 * send it to the read paths of an old layout.
 */
public class Schema {
  /** The tables that {@link #prepare} itself reads and writes: part of every schema. */
  public static final CassandraModule OWN_TABLES =
      CassandraModule.aggregateModules(CassandraSchemaVersionModule.MODULE, SchemaRecord.MODULE);

  private static final Logger LOGGER = LoggerFactory.getLogger(Schema.class);
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  /**
   * Cassandra makes one table after the other anyhow; a few in flight hide the way there and back.
   */
  private static final int CONCURRENCY = 8;

  /**
   * Where the things that an admin would miss first live. A keyspace with a row in one of these is
   * in use.
   */
  private static final List<String> TABLES_IN_USE = ImmutableList.of("domains", "user", "mailbox");

  private final Map<String, CassandraTable> tables;
  private final Map<String, CassandraType> types;

  /**
   * Collects what must exist.
   *
   * @param modules the declarations of all rooms; one that is declared twice counts once
   */
  public Schema(Collection<CassandraModule> modules) {
    this.tables =
        byName(
            CompressedTables.inPlaceOf(
                    modules.stream().flatMap(module -> module.moduleTables().stream()))
                .toList());
    this.types =
        modules.stream()
            .flatMap(module -> module.moduleTypes().stream())
            .collect(
                ImmutableMap.toImmutableMap(
                    type -> internalName(type.getName()), type -> type, (first, second) -> first));
  }

  /**
   * Checks the keyspace, completes it where that is safe, and marks it complete.
   *
   * @param session on the keyspace
   * @throws SchemaException if the keyspace has another version or may have lost something; nothing
   *     was changed then
   */
  public void prepare(CqlSession session) {
    Stopwatch watch = Stopwatch.createStarted();
    SchemaFacts found = look(session);
    SchemaDecision decision = SchemaDecision.of(found, expected(), MAX_VERSION.getValue());
    if (!decision.toCreate().isEmpty()) {
      LOGGER.info(
          "Keyspace {}: {} of {} tables and types are to be made",
          found.keyspace(),
          decision.toCreate().size(),
          expected().size());
      create(session, decision.toCreate());
      refuseIfIncomplete(session, found.keyspace());
    }
    SchemaRecord.write(session, Sets.difference(expected(), found.recorded()));
    if (found.version().isEmpty()) {
      new CassandraSchemaVersionDAO(session).updateVersion(MAX_VERSION).block(TIMEOUT);
    }
    LOGGER.info(
        "Keyspace {}: {} tables and types complete, version {}, {}",
        found.keyspace(),
        expected().size(),
        MAX_VERSION.getValue(),
        watch);
  }

  /**
   * The names of all tables and types, as Cassandra stores them.
   *
   * @return sorted by nothing in particular
   */
  public Set<String> expected() {
    return Sets.union(tables.keySet(), types.keySet()).immutableCopy();
  }

  private SchemaFacts look(CqlSession session) {
    String keyspace = session.getKeyspace().orElseThrow().asInternal();
    Set<String> elements = elements(session, keyspace);
    return new SchemaFacts(
        keyspace,
        elements,
        version(session, elements),
        elements.contains(SchemaRecord.TABLE) ? SchemaRecord.read(session) : ImmutableSet.of(),
        TABLES_IN_USE.stream()
            .filter(elements::contains)
            .anyMatch(
                table -> session.execute(selectFrom(table).all().limit(1).build()).one() != null));
  }

  private static Optional<Integer> version(CqlSession session, Set<String> elements) {
    if (!elements.contains(internalName(CassandraSchemaVersionTable.TABLE_NAME))) {
      return Optional.empty();
    }
    return new CassandraSchemaVersionDAO(session)
        .getCurrentSchemaVersion()
        .blockOptional(TIMEOUT)
        .flatMap(version -> version.map(value -> value.getValue()));
  }

  private static Set<String> elements(CqlSession session, String keyspace) {
    return Sets.union(
            names(session, keyspace, "tables", "table_name"),
            names(session, keyspace, "types", "type_name"))
        .immutableCopy();
  }

  private static Set<String> names(
      CqlSession session, String keyspace, String systemTable, String column) {
    return session
        .execute(
            selectFrom("system_schema", systemTable)
                .column(column)
                .whereColumn("keyspace_name")
                .isEqualTo(literal(keyspace))
                .build())
        .all()
        .stream()
        .map(row -> row.getString(column))
        .collect(ImmutableSet.toImmutableSet());
  }

  private void create(CqlSession session, Set<String> missing) {
    KeyspaceMetadata before = keyspace(session);
    withoutReadingBack(
        session,
        Flux.fromIterable(Maps.filterKeys(types, missing::contains).values())
            .flatMap(type -> type.initialize(before, session), CONCURRENCY));
    // Tables name their types as they were read back.
    KeyspaceMetadata withTypes = keyspace(session);
    CassandraTypesProvider typesProvider = new CassandraTypesProvider(session);
    withoutReadingBack(
        session,
        Flux.fromIterable(Maps.filterKeys(tables, missing::contains).values())
            .flatMap(table -> table.initialize(withTypes, session, typesProvider), CONCURRENCY));
  }

  /**
   * The driver would read the schema back after each statement, a second later, and only then say
   * that it is done.
   */
  private static void withoutReadingBack(CqlSession session, Flux<?> statements) {
    Mono.fromCompletionStage(() -> session.setSchemaMetadataEnabled(false))
        .thenMany(statements)
        .then(Mono.fromCompletionStage(() -> session.setSchemaMetadataEnabled(true)))
        .then(Mono.fromCompletionStage(session::refreshSchemaAsync))
        .block(TIMEOUT);
  }

  private void refuseIfIncomplete(CqlSession session, String keyspace) {
    Set<String> missing = Sets.difference(expected(), elements(session, keyspace));
    if (!missing.isEmpty()) {
      throw new SchemaException(
          "Keyspace %s still lacks %s after they were made. See Cassandra's log."
              .formatted(keyspace, missing));
    }
  }

  private static KeyspaceMetadata keyspace(CqlSession session) {
    return session.getMetadata().getKeyspace(session.getKeyspace().orElseThrow()).orElseThrow();
  }

  private static Map<String, CassandraTable> byName(List<CassandraTable> tables) {
    return tables.stream()
        .collect(
            ImmutableMap.toImmutableMap(
                table -> internalName(table.getName()), table -> table, (first, second) -> first));
  }

  private static String internalName(String cql) {
    return CqlIdentifier.fromCql(cql).asInternal();
  }
}
