package org.pillarbox.rulebook.versions;

import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.bindMarker;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.insertInto;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.selectFrom;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.inject.Inject;
import org.apache.james.backends.cassandra.components.CassandraModule;

/**
 * Texts of rule sets, each kept once under its SHA-256, compressed and in pieces that Cassandra
 * likes. A text is written before the version that names it, so a version never points at nothing;
 * a text that no version names (the change was refused in between) costs only its room.
 */
public final class VersionContents {
  /** The table, for the schema that room storage creates and checks. */
  public static final CassandraModule TABLE =
      CassandraModule.table("pillarbox_rule_contents")
          .comment("Texts of rule sets, by their SHA-256, compressed, in pieces of 512 KiB")
          .statement(
              statement ->
                  types ->
                      statement
                          .withPartitionKey("id", DataTypes.TEXT)
                          .withClusteringColumn("piece", DataTypes.INT)
                          .withColumn("pieces", DataTypes.INT)
                          .withColumn("data", DataTypes.BLOB))
          .build();

  private static final int PIECE = 512 * 1024;
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  private final CqlSession session;
  private final PreparedStatement insert;
  private final PreparedStatement select;

  @Inject
  public VersionContents(CqlSession session) {
    this.session = session;
    this.insert =
        session.prepare(
            insertInto("pillarbox_rule_contents")
                .value("id", bindMarker("id"))
                .value("piece", bindMarker("piece"))
                .value("pieces", bindMarker("pieces"))
                .value("data", bindMarker("data"))
                .build());
    this.select =
        session.prepare(
            selectFrom("pillarbox_rule_contents")
                .columns("pieces", "data")
                .whereColumn("id")
                .isEqualTo(bindMarker("id"))
                .build());
  }

  /**
   * Keeps a text.
   *
   * @return the id to read it with
   * @throws RuleStoreException when the store does not answer
   */
  public String put(String text) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    String id = HexFormat.of().formatHex(sha256(plain));
    byte[] packed = pack(plain);
    int pieces = (packed.length + PIECE - 1) / PIECE;
    try {
      for (int piece = 0; piece < pieces; piece++) {
        byte[] data =
            Arrays.copyOfRange(packed, piece * PIECE, Math.min(packed.length, (piece + 1) * PIECE));
        session.execute(
            insert
                .bind()
                .setString("id", id)
                .setInt("piece", piece)
                .setInt("pieces", pieces)
                .setByteBuffer("data", ByteBuffer.wrap(data)));
      }
      return id;
    } catch (DriverException e) {
      throw new RuleStoreException("Cassandra did not answer", e);
    }
  }

  /**
   * A text that was kept.
   *
   * @throws RuleStoreException when the store does not answer, or the text is not whole
   */
  public String get(String id) {
    try {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      int found = 0;
      int pieces = -1;
      for (Row row : session.execute(select.bind().setString("id", id))) {
        ByteBuffer data = row.getByteBuffer("data");
        if (data == null) {
          break;
        }
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        packed.write(bytes);
        pieces = row.getInt("pieces");
        found++;
      }
      if (found != pieces) {
        throw new RuleStoreException(
            "rule set " + id + " is not whole: " + found + " pieces of " + Math.max(pieces, 1));
      }
      byte[] plain = unpack(packed.toByteArray());
      if (!HexFormat.of().formatHex(sha256(plain)).equals(id)) {
        throw new RuleStoreException("rule set " + id + " is damaged");
      }
      return new String(plain, StandardCharsets.UTF_8);
    } catch (DriverException | IOException e) {
      throw new RuleStoreException("Cassandra did not answer", e);
    }
  }

  private static byte[] pack(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] unpack(byte[] packed) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] plain = gzip.readNBytes(MOST_BYTES + 1);
      if (plain.length > MOST_BYTES) {
        throw new IOException("larger than " + MOST_BYTES + " bytes");
      }
      return plain;
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
