package org.pillarbox.rulebook.explaining;

import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.bindMarker;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.insertInto;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.selectFrom;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.mailet.Mail;
import org.pillarbox.actions.MailTrail;
import org.pillarbox.rulebook.RulebookConfiguration;
import org.pillarbox.rulebook.live.TooMuch;
import org.pillarbox.rulebook.versions.RuleStoreException;
import org.pillarbox.rules.Decision;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.facts.Facts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What rules knew of each recipient of each message and refused dialogue, with the version that was
 * asked, for as long as the settings say. From that an explanation is computed when somebody asks.
 *
 * <p>Delivery does not wait for it: what Cassandra does not take is logged and lost. An explanation
 * too few hurts less than a mail too late.
 */
@Singleton
public final class KeptFacts {
  /** The table, for the schema that room storage creates and checks. */
  public static final CassandraModule TABLE =
      CassandraModule.table("pillarbox_rule_facts")
          .comment("What rules knew of each recipient of each message; no body, at most 4 KB")
          .statement(
              statement ->
                  types ->
                      statement
                          .withPartitionKey("id", DataTypes.TEXT)
                          .withClusteringColumn("recipient", DataTypes.TEXT)
                          .withColumn("at", DataTypes.TIMESTAMP)
                          .withColumn("version", DataTypes.BIGINT)
                          .withColumn("stage", DataTypes.TEXT)
                          .withColumn("decision", DataTypes.TEXT)
                          .withColumn("facts", DataTypes.BLOB))
          .build();

  static final String NAME = "pillarbox_rule_facts";

  private static final Logger LOGGER = LoggerFactory.getLogger(KeptFacts.class);
  private static final int AT_A_TIME = 256;
  private static final String ACCEPTED = "accepted";

  private final CqlSession session;
  private final PreparedStatement insert;
  private final PreparedStatement select;
  private final FactsText text = new FactsText();
  private final int seconds;
  private final TooMuch tooMuch;
  private final FactsByTime byTime;
  private final Semaphore room = new Semaphore(AT_A_TIME);

  @Inject
  public KeptFacts(
      CqlSession session,
      RulebookConfiguration configuration,
      TooMuch tooMuch,
      FactsByTime byTime) {
    this.tooMuch = tooMuch;
    this.byTime = byTime;
    this.session = session;
    this.seconds = Math.toIntExact(configuration.keepFacts().toSeconds());
    this.insert =
        session.prepare(
            insertInto(NAME)
                .value("id", bindMarker("id"))
                .value("recipient", bindMarker("recipient"))
                .value("at", bindMarker("at"))
                .value("version", bindMarker("version"))
                .value("stage", bindMarker("stage"))
                .value("decision", bindMarker("decision"))
                .value("facts", bindMarker("facts"))
                .usingTtl(bindMarker("ttl"))
                .build());
    this.select =
        session.prepare(
            selectFrom(NAME).all().whereColumn("id").isEqualTo(bindMarker("id")).build());
  }

  /**
   * What is kept of one recipient.
   *
   * @param recipient as given with RCPT
   * @param at when rules were asked
   * @param version of the rule set that was asked
   * @param stage {@code rcpt}, {@code data} or {@code accepted}: how far the message had come
   * @param decision what came out, in words
   * @param facts what was known
   */
  public record Kept(
      String recipient, Instant at, long version, String stage, String decision, Facts facts) {
    /** Whether this rule refused it in the dialogue. */
    public boolean isRefusedBy(String rule) {
      return !stage.equals(ACCEPTED) && decision.startsWith(Decision.Refused.by(rule));
    }
  }

  /** Notes what was known of an accepted mail. */
  public void accepted(Mail mail, Facts facts, Verdict verdict) {
    keep(MailTrail.id(mail), ACCEPTED, facts, verdict);
  }

  /** Notes what was known of a mail that was refused after DATA. */
  public void refusedContent(Mail mail, Facts facts, Verdict verdict) {
    keep(mail.getName(), "data", facts, verdict);
  }

  /**
   * Notes what was known of a recipient that was refused in the dialogue.
   *
   * @return the id to ask with
   */
  public String refusedRecipient(Facts facts, Verdict verdict) {
    String id = "rcpt-" + UUID.randomUUID();
    keep(id, "rcpt", facts, verdict);
    return id;
  }

  private void keep(String id, String stage, Facts facts, Verdict verdict) {
    tooMuch.note(verdict);
    if (!room.tryAcquire()) {
      LOGGER.warn("Cassandra is slow: what rules knew of {} is not kept", id);
      return;
    }
    try {
      write(id, stage, facts, verdict)
          .whenComplete(
              (done, error) -> {
                room.release();
                if (error != null) {
                  LOGGER.warn("What rules knew of {} is not kept", id, error);
                }
              });
    } catch (IOException | RuntimeException e) {
      room.release();
      LOGGER.warn("What rules knew of {} is not kept", id, e);
    }
  }

  /** The facts first, then where to find them: what the index names can be read. */
  CompletionStage<AsyncResultSet> write(String id, String stage, Facts facts, Verdict verdict)
      throws IOException {
    return session
        .executeAsync(
            insert
                .bind()
                .setString("id", id)
                .setString("recipient", verdict.recipient().toString())
                .setInstant("at", facts.at())
                .setLong("version", verdict.version())
                .setString("stage", stage)
                .setString("decision", verdict.decision().show())
                .setByteBuffer("facts", ByteBuffer.wrap(text.write(facts)))
                .setInt("ttl", seconds))
        .thenCompose(done -> byTime.note(id, facts, seconds));
  }

  /**
   * What is kept under an id, by recipient.
   *
   * @throws RuleStoreException when the store does not answer
   */
  public List<Kept> find(String id) {
    try {
      List<Kept> found = new ArrayList<>();
      for (Row row : session.execute(select.bind().setString("id", id))) {
        found.add(kept(row, text));
      }
      return List.copyOf(found);
    } catch (DriverException | IOException e) {
      throw new RuleStoreException("what rules knew can't be read", e);
    }
  }

  static Kept kept(Row row, FactsText text) throws IOException {
    ByteBuffer data = row.getByteBuffer("facts");
    byte[] bytes = new byte[data == null ? 0 : data.remaining()];
    if (data != null) {
      data.get(bytes);
    }
    return new Kept(
        row.getString("recipient"),
        row.getInstant("at"),
        row.getLong("version"),
        row.getString("stage"),
        row.getString("decision"),
        text.read(bytes));
  }
}
