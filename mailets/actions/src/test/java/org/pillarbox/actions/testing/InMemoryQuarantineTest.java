package org.pillarbox.actions.testing;

import org.apache.james.server.core.MailImpl;
import org.pillarbox.actions.Quarantine;

class InMemoryQuarantineTest implements QuarantineContract {
  private final InMemoryQuarantine quarantine = new InMemoryQuarantine();

  @Override
  public Quarantine quarantine() {
    return quarantine;
  }

  @Override
  public MailImpl released(String number) {
    return quarantine.item(number).mail();
  }

  @Override
  public Quarantine.Holding holding(String number) {
    return quarantine.item(number).holding();
  }
}
