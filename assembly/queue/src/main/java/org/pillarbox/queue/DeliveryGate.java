package org.pillarbox.queue;

import java.util.concurrent.CountDownLatch;

/**
 * Keeps accepted mail in the spool until the whole server stands. Routed earlier, mail that a crash
 * left in the spool would meet a users' store that is not configured yet and be returned as
 * undeliverable, or a mailbox whose listeners (quota, search) do not listen yet.
 */
public final class DeliveryGate {
  private final CountDownLatch opened;

  private DeliveryGate(int closed) {
    this.opened = new CountDownLatch(closed);
  }

  /** Shut until {@link #open}. */
  public static DeliveryGate closed() {
    return new DeliveryGate(1);
  }

  /** Open from the first. */
  public static DeliveryGate opened() {
    return new DeliveryGate(0);
  }

  /** Lets mail through, for good. */
  public void open() {
    opened.countDown();
  }

  /** Returns when it is open. */
  void pass() throws InterruptedException {
    opened.await();
  }
}
