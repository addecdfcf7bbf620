package org.pillarbox.storage.blob;

import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.bindMarker;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.deleteFrom;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.insertInto;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.selectFrom;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.nio.ByteBuffer;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.backends.cassandra.utils.CassandraAsyncExecutor;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Blobs in one table: a row per part, the first with the number of parts. Most blobs have one part,
 * so that they are written and read with one statement; James takes two for each.
 */
final class BlobTable {
  private static final String MESSAGES = "blob";
  private static final String OTHERS = "bucket_blob";
  private static final CqlIdentifier BUCKET = CqlIdentifier.fromCql("bucket");
  private static final CqlIdentifier ID = CqlIdentifier.fromCql("id");
  private static final CqlIdentifier PART = CqlIdentifier.fromCql("part");
  private static final CqlIdentifier PARTS = CqlIdentifier.fromCql("parts");
  private static final CqlIdentifier DATA = CqlIdentifier.fromCql("data");

  /** The messages' blobs apart from those of other buckets, which are listed to be deleted. */
  static final CassandraModule MODULE =
      CassandraModule.aggregateModules(
          module(MESSAGES, "Headers, bodies and attachments of messages"),
          module(OTHERS, "Blobs of other buckets, such as those of the vault"));

  /** A blob's first row. */
  record First(ByteBuffer data, int parts) {}

  /** Where a blob is. */
  record Place(String bucket, String id) {}

  private final CassandraAsyncExecutor executor;
  private final PreparedStatement insert;
  private final PreparedStatement select;
  private final PreparedStatement delete;
  private final PreparedStatement list;

  private BlobTable(CqlSession session, String table) {
    this.executor = new CassandraAsyncExecutor(session);
    this.insert =
        session.prepare(
            insertInto(table)
                .value(BUCKET, bindMarker(BUCKET))
                .value(ID, bindMarker(ID))
                .value(PART, bindMarker(PART))
                .value(PARTS, bindMarker(PARTS))
                .value(DATA, bindMarker(DATA))
                .build());
    this.select =
        session.prepare(
            selectFrom(table)
                .columns(PARTS, DATA)
                .whereColumn(BUCKET)
                .isEqualTo(bindMarker(BUCKET))
                .whereColumn(ID)
                .isEqualTo(bindMarker(ID))
                .whereColumn(PART)
                .isEqualTo(bindMarker(PART))
                .build());
    this.delete =
        session.prepare(
            deleteFrom(table)
                .whereColumn(BUCKET)
                .isEqualTo(bindMarker(BUCKET))
                .whereColumn(ID)
                .isEqualTo(bindMarker(ID))
                .build());
    this.list = session.prepare(selectFrom(table).distinct().columns(BUCKET, ID).build());
  }

  static BlobTable ofMessages(CqlSession session) {
    return new BlobTable(session, MESSAGES);
  }

  static BlobTable ofOthers(CqlSession session) {
    return new BlobTable(session, OTHERS);
  }

  private static CassandraModule module(String table, String comment) {
    return CassandraModule.table(table)
        .comment(comment)
        .statement(
            create ->
                types ->
                    create
                        .withPartitionKey(BUCKET, DataTypes.TEXT)
                        .withPartitionKey(ID, DataTypes.TEXT)
                        .withClusteringColumn(PART, DataTypes.INT)
                        .withColumn(PARTS, DataTypes.INT)
                        .withColumn(DATA, DataTypes.BLOB))
        .build();
  }

  /** Writes the first part; from then on the blob is there. */
  Mono<Void> writeFirst(Place place, First first) {
    return write(place, 0, first.parts(), first.data());
  }

  Mono<Void> write(Place place, int part, ByteBuffer data) {
    return write(place, part, 0, data);
  }

  private Mono<Void> write(Place place, int part, int parts, ByteBuffer data) {
    return executor.executeVoid(
        insert
            .bind()
            .setString(BUCKET, place.bucket())
            .setString(ID, place.id())
            .setInt(PART, part)
            .setInt(PARTS, parts)
            .setByteBuffer(DATA, data));
  }

  /** Empty when there is no such blob. */
  Mono<First> readFirst(Place place) {
    return read(place, 0).map(row -> new First(row.getByteBuffer(DATA), row.getInt(PARTS)));
  }

  /** Empty when there is no such part. */
  Mono<ByteBuffer> readPart(Place place, int part) {
    return read(place, part).map(row -> row.getByteBuffer(DATA));
  }

  private Mono<Row> read(Place place, int part) {
    return executor.executeSingleRow(
        select
            .bind()
            .setString(BUCKET, place.bucket())
            .setString(ID, place.id())
            .setInt(PART, part));
  }

  Mono<Void> delete(Place place) {
    return executor.executeVoid(
        delete.bind().setString(BUCKET, place.bucket()).setString(ID, place.id()));
  }

  /** All blobs, page by page; reads the whole table. */
  Flux<Place> list() {
    return executor
        .executeRows(list.bind())
        .map(row -> new Place(row.getString(BUCKET), row.getString(ID)));
  }
}
