package org.pillarbox.webadmin.door;

import java.util.concurrent.atomic.AtomicBoolean;
import javax.inject.Inject;
import javax.inject.Singleton;

/**
 * Whether the appliance has said that it is ready. The composition says so after its self-test, and
 * takes it back when it stops.
 */
@Singleton
public final class Readiness {
  private final AtomicBoolean ready = new AtomicBoolean();

  @Inject
  public Readiness() {}

  /** What {@code /ready} answers from now on: 200 or 503. */
  public void set(boolean isReady) {
    ready.set(isReady);
  }

  /** Whether mail is taken. */
  public boolean isReady() {
    return ready.get();
  }
}
