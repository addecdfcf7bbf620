package org.pillarbox.actions.testing;

import org.apache.james.core.Username;
import org.pillarbox.actions.AccountSuspension;

class InMemoryAccountSuspensionTest implements AccountSuspensionContract {
  private final InMemoryAccountSuspension suspension = new InMemoryAccountSuspension();

  @Override
  public AccountSuspension suspension() {
    return suspension;
  }

  @Override
  public boolean maySend(Username account) {
    return !suspension.suspended().containsKey(account);
  }

  @Override
  public void lift(Username account) {
    suspension.lift(account);
  }
}
