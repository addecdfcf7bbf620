package org.pillarbox.protection.sendas;

import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.bindMarker;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.deleteFrom;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.insertInto;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.selectFrom;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.util.HashSet;
import java.util.Set;
import javax.inject.Inject;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.core.Username;

/**
 * Grants in Cassandra, one row per user and address. Each call is one statement with the driver's
 * own time limit (5 s in the session of room storage); what goes wrong is {@link
 * SendAsStoreException}.
 */
public final class CassandraSendAsGrants implements SendAsGrants {
  /** The table, for the schema that room storage creates and checks. */
  public static final CassandraModule TABLE =
      CassandraModule.table("pillarbox_send_as")
          .comment("Addresses and domains that a user may send as, beyond those that are theirs")
          .statement(
              statement ->
                  types ->
                      statement
                          .withPartitionKey("user", DataTypes.TEXT)
                          .withClusteringColumn("address", DataTypes.TEXT))
          .build();

  private final CqlSession session;
  private final PreparedStatement select;
  private final PreparedStatement insert;
  private final PreparedStatement deleteOne;
  private final PreparedStatement deleteAll;

  @Inject
  public CassandraSendAsGrants(CqlSession session) {
    this.session = session;
    this.select =
        session.prepare(
            selectFrom("pillarbox_send_as")
                .column("address")
                .whereColumn("user")
                .isEqualTo(bindMarker("user"))
                .build());
    this.insert =
        session.prepare(
            insertInto("pillarbox_send_as")
                .value("user", bindMarker("user"))
                .value("address", bindMarker("address"))
                .build());
    this.deleteOne =
        session.prepare(
            deleteFrom("pillarbox_send_as")
                .whereColumn("user")
                .isEqualTo(bindMarker("user"))
                .whereColumn("address")
                .isEqualTo(bindMarker("address"))
                .build());
    this.deleteAll =
        session.prepare(
            deleteFrom("pillarbox_send_as")
                .whereColumn("user")
                .isEqualTo(bindMarker("user"))
                .build());
  }

  @Override
  public Set<SendAsGrant> granted(Username user) {
    Set<SendAsGrant> grants = new HashSet<>();
    run(select.bind().setString("user", user.asString()))
        .forEach(row -> grants.add(new SendAsGrant(row.getString("address"))));
    return Set.copyOf(grants);
  }

  @Override
  public void add(Username user, SendAsGrant grant) {
    run(insert.bind().setString("user", user.asString()).setString("address", grant.text()));
  }

  @Override
  public void remove(Username user, SendAsGrant grant) {
    run(deleteOne.bind().setString("user", user.asString()).setString("address", grant.text()));
  }

  @Override
  public void removeAll(Username user) {
    run(deleteAll.bind().setString("user", user.asString()));
  }

  private ResultSet run(BoundStatement statement) {
    try {
      return session.execute(statement);
    } catch (DriverException e) {
      throw new SendAsStoreException("Cassandra did not answer", e);
    }
  }
}
