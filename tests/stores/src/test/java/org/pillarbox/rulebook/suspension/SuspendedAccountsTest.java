package org.pillarbox.rulebook.suspension;

import java.time.Clock;
import org.apache.james.core.Username;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pillarbox.actions.AccountSuspension;
import org.pillarbox.actions.testing.AccountSuspensionContract;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.engines.testing.CassandraExtension;
import org.pillarbox.storage.testing.Keyspace;

@ExtendWith(CassandraExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuspendedAccountsTest implements AccountSuspensionContract {
  private Keyspace keyspace;
  private SuspendedAccounts suspended;

  @BeforeAll
  void connect(CassandraEngine.Endpoint cassandra) {
    keyspace = Keyspace.with(cassandra, "suspended", SuspendedAccounts.TABLE);
  }

  @BeforeEach
  void nobody() {
    keyspace.session().execute("TRUNCATE pillarbox_suspended_accounts");
    suspended = new SuspendedAccounts(keyspace.session(), Clock.systemUTC());
  }

  @AfterAll
  void close() {
    keyspace.close();
  }

  @Override
  public AccountSuspension suspension() {
    return suspended;
  }

  @Override
  public boolean maySend(Username account) {
    return !suspended.isSuspended(account);
  }

  @Override
  public void lift(Username account) {
    suspended.lift(account.asString(), "an admin");
  }
}
