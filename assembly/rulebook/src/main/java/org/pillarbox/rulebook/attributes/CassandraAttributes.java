package org.pillarbox.rulebook.attributes;

import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.bindMarker;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.insertInto;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.selectFrom;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.core.Username;
import org.pillarbox.rulebook.versions.RuleStoreException;

/** Attributes in Cassandra, one row for each user. */
public final class CassandraAttributes implements AttributeStore {
  /** The table, for the schema that room storage creates and checks. */
  public static final CassandraModule TABLE =
      CassandraModule.table("pillarbox_user_attributes")
          .comment("What administrators say of their people, for the text under their mails")
          .statement(
              statement ->
                  types ->
                      statement
                          .withPartitionKey("user", DataTypes.TEXT)
                          .withColumn(
                              "attributes", DataTypes.frozenMapOf(DataTypes.TEXT, DataTypes.TEXT)))
          .build();

  private static final String NAME = "pillarbox_user_attributes";

  private final CqlSession session;
  private final PreparedStatement select;
  private final PreparedStatement insert;

  @Inject
  public CassandraAttributes(CqlSession session) {
    this.session = session;
    this.select =
        session.prepare(
            selectFrom(NAME)
                .column("attributes")
                .whereColumn("user")
                .isEqualTo(bindMarker("user"))
                .build());
    this.insert =
        session.prepare(
            insertInto(NAME)
                .value("user", bindMarker("user"))
                .value("attributes", bindMarker("attributes"))
                .build());
  }

  @Override
  public UserAttributes of(Username user) {
    try {
      Row row = session.execute(select.bind().setString("user", user.asString())).one();
      return Optional.ofNullable(row)
          .map(found -> found.getMap("attributes", String.class, String.class))
          .map(UserAttributes::new)
          .orElseGet(UserAttributes::none);
    } catch (DriverException e) {
      throw new RuleStoreException("attributes can't be read", e);
    }
  }

  @Override
  public void put(Username user, UserAttributes attributes) {
    try {
      session.execute(
          insert
              .bind()
              .setString("user", user.asString())
              .setMap("attributes", Map.copyOf(attributes.values()), String.class, String.class));
    } catch (DriverException e) {
      throw new RuleStoreException("attributes can't be written", e);
    }
  }
}
