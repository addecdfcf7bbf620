package org.pillarbox.rulebook.gathering;

import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.bindMarker;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.insertInto;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.selectFrom;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.time.Duration;
import java.time.Instant;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Correspondence;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.port.KnownCorrespondents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** To whom our users have written, in Cassandra; remembered for 400 days after the last time. */
@Singleton
public final class CassandraCorrespondents implements KnownCorrespondents {
  /** The table, for the schema that room storage creates and checks. */
  public static final CassandraModule TABLE =
      CassandraModule.table("pillarbox_correspondents")
          .comment("To whom users, and whole domains, have written")
          .statement(
              statement ->
                  types ->
                      statement
                          .withPartitionKey("we", DataTypes.TEXT)
                          .withPartitionKey("they", DataTypes.TEXT)
                          .withColumn("at", DataTypes.TIMESTAMP))
          .build();

  private static final Logger LOGGER = LoggerFactory.getLogger(CassandraCorrespondents.class);
  private static final Duration REMEMBERED = Duration.ofDays(400);

  private final CqlSession session;
  private final PreparedStatement insert;
  private final PreparedStatement select;

  @Inject
  public CassandraCorrespondents(CqlSession session) {
    this.session = session;
    this.insert =
        session.prepare(
            insertInto("pillarbox_correspondents")
                .value("we", bindMarker("we"))
                .value("they", bindMarker("they"))
                .value("at", bindMarker("at"))
                .usingTtl((int) REMEMBERED.toSeconds())
                .build());
    this.select =
        session.prepare(
            selectFrom("pillarbox_correspondents")
                .column("at")
                .whereColumn("we")
                .isEqualTo(bindMarker("we"))
                .whereColumn("they")
                .isEqualTo(bindMarker("they"))
                .build());
  }

  @Override
  public Correspondence between(Address sender, Address recipient) {
    try {
      String theirDomain = "@" + sender.domain();
      String ourDomain = "@" + recipient.domain();
      return new Correspondence(
          Fact.of(wrote(recipient.toString(), sender.toString())),
          Fact.of(wrote(recipient.toString(), theirDomain)),
          Fact.of(wrote(ourDomain, sender.toString())),
          Fact.of(wrote(ourDomain, theirDomain)));
    } catch (DriverException e) {
      LOGGER.warn("Whether we have written to {} is not known now", sender, e);
      return Correspondence.unknown("the store does not answer");
    }
  }

  private boolean wrote(String we, String they) {
    return session.execute(select.bind().setString("we", we).setString("they", they)).one() != null;
  }

  @Override
  public void wrote(Address user, Address to, Instant at) {
    for (String we : new String[] {user.toString(), "@" + user.domain()}) {
      for (String they : new String[] {to.toString(), "@" + to.domain()}) {
        session.execute(
            insert.bind().setString("we", we).setString("they", they).setInstant("at", at));
      }
    }
  }
}
