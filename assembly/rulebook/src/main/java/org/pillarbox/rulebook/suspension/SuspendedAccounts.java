package org.pillarbox.rulebook.suspension;

import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.bindMarker;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.deleteFrom;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.insertInto;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.selectFrom;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import javax.inject.Singleton;
import javax.mail.MessagingException;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.core.Username;
import org.pillarbox.actions.AccountSuspension;
import org.pillarbox.rulebook.versions.RuleStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Suspended accounts in Cassandra, known on every node within two seconds. Whoever is suspended is
 * refused at RCPT on submission and by JMAP, also while rules are switched off: the lock is not a
 * rule. Room for a few thousand.
 */
@Singleton
public final class SuspendedAccounts implements AccountSuspension {
  /** The table, for the schema that room storage creates and checks. */
  public static final CassandraModule TABLE =
      CassandraModule.table("pillarbox_suspended_accounts")
          .comment("Accounts that a rule keeps from sending, until an administrator lifts it")
          .statement(
              statement ->
                  types ->
                      statement
                          .withPartitionKey("shard", DataTypes.INT)
                          .withClusteringColumn("account", DataTypes.TEXT)
                          .withColumn("at", DataTypes.TIMESTAMP)
                          .withColumn("reason", DataTypes.TEXT)
                          .withColumn("rule", DataTypes.TEXT)
                          .withColumn("version", DataTypes.BIGINT)
                          .withColumn("mail_id", DataTypes.TEXT))
          .build();

  private static final Logger LOGGER = LoggerFactory.getLogger(SuspendedAccounts.class);
  private static final String NAME = "pillarbox_suspended_accounts";
  private static final Duration AGE = Duration.ofSeconds(2);

  private final CqlSession session;
  private final Clock clock;
  private final PreparedStatement insert;
  private final PreparedStatement select;
  private final PreparedStatement delete;
  private final LoadingCache<Integer, List<Entry>> known;

  /**
   * One of them.
   *
   * @param account who
   * @param at since when
   * @param reason why
   * @param rule id of the rule
   * @param version of the rule set
   * @param mailId the mail that made it so
   */
  public record Entry(
      String account, Instant at, String reason, String rule, long version, String mailId) {}

  @Inject
  public SuspendedAccounts(CqlSession session, Clock clock) {
    this.session = session;
    this.clock = clock;
    this.insert =
        session.prepare(
            insertInto(NAME)
                .value("shard", bindMarker("shard"))
                .value("account", bindMarker("account"))
                .value("at", bindMarker("at"))
                .value("reason", bindMarker("reason"))
                .value("rule", bindMarker("rule"))
                .value("version", bindMarker("version"))
                .value("mail_id", bindMarker("mail_id"))
                .build());
    this.select =
        session.prepare(
            selectFrom(NAME).all().whereColumn("shard").isEqualTo(bindMarker("shard")).build());
    this.delete =
        session.prepare(
            deleteFrom(NAME)
                .whereColumn("shard")
                .isEqualTo(bindMarker("shard"))
                .whereColumn("account")
                .isEqualTo(bindMarker("account"))
                .build());
    this.known = Caffeine.newBuilder().refreshAfterWrite(AGE).build(this::load);
  }

  @Override
  public void suspend(Suspension suspension) throws MessagingException {
    try {
      session.execute(
          insert
              .bind()
              .setInt("shard", 0)
              .setString("account", suspension.account().asString())
              .setInstant("at", clock.instant())
              .setString("reason", suspension.reason())
              .setString("rule", suspension.rule())
              .setLong("version", suspension.version())
              .setString("mail_id", suspension.mailId()));
    } catch (DriverException e) {
      throw new MessagingException("The suspension can't be written down now", e);
    }
    known.invalidateAll();
    LOGGER.error(
        "suspended account={} rule={} version={} mail={} reason={}",
        suspension.account().asString(),
        suspension.rule(),
        suspension.version(),
        suspension.mailId(),
        suspension.reason());
  }

  /**
   * Whether the account may not send.
   *
   * @throws RuleStoreException when the store does not answer and nothing is known from before
   */
  public boolean isSuspended(Username account) {
    return all().stream().anyMatch(entry -> entry.account().equals(account.asString()));
  }

  /** All of them. */
  public List<Entry> all() {
    return known.get(0);
  }

  /** Lets the account send again; who was not suspended is no fault. */
  public void lift(String account, String by) {
    try {
      session.execute(delete.bind().setInt("shard", 0).setString("account", account));
    } catch (DriverException e) {
      throw new RuleStoreException("the suspension can't be lifted now", e);
    }
    known.invalidateAll();
    LOGGER.info("suspension lifted account={} by={}", account, by);
  }

  private List<Entry> load(Integer shard) {
    try {
      List<Entry> entries = new ArrayList<>();
      for (Row row : session.execute(select.bind().setInt("shard", shard))) {
        entries.add(
            new Entry(
                row.getString("account"),
                row.getInstant("at"),
                row.getString("reason"),
                row.getString("rule"),
                row.getLong("version"),
                row.getString("mail_id")));
      }
      return List.copyOf(entries);
    } catch (DriverException e) {
      throw new RuleStoreException("suspended accounts can't be read", e);
    }
  }
}
