package org.pillarbox.server;

import javax.inject.Inject;
import org.apache.james.utils.GuiceProbe;
import org.pillarbox.webadmin.door.Readiness;

/** Lets the composition root say that the appliance is ready. */
final class ReadinessProbe implements GuiceProbe {
  private final Readiness readiness;

  @Inject
  ReadinessProbe(Readiness readiness) {
    this.readiness = readiness;
  }

  void ready(boolean ready) {
    readiness.set(ready);
  }
}
