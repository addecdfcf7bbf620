package org.pillarbox.actions.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.james.core.Username;
import org.pillarbox.actions.AccountSuspension;

/** A suspension for tests. */
public final class InMemoryAccountSuspension implements AccountSuspension {
  private final Map<Username, Suspension> suspended = new LinkedHashMap<>();

  @Override
  public void suspend(Suspension suspension) {
    suspended.putIfAbsent(suspension.account(), suspension);
  }

  /** Gives the right back. */
  public void lift(Username account) {
    suspended.remove(account);
  }

  /** Who is suspended, and why. */
  public Map<Username, Suspension> suspended() {
    return suspended;
  }
}
