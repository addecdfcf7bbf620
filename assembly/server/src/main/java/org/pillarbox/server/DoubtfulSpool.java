package org.pillarbox.server;

import java.io.IOException;
import javax.inject.Inject;
import org.apache.james.queue.api.MailQueue.MailQueueException;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.queue.api.ManageableMailQueue.MailQueueIterator;
import org.apache.james.utils.GuiceProbe;
import org.pillarbox.actions.MailTrail;

/** Tells, before the spool is worked on, which messages a former process left in it. */
final class DoubtfulSpool implements GuiceProbe {
  private final MailQueueFactory<? extends ManageableMailQueue> queues;
  private final CountsAfterRetry quotas;

  @Inject
  DoubtfulSpool(MailQueueFactory<? extends ManageableMailQueue> queues, CountsAfterRetry quotas) {
    this.queues = queues;
    this.quotas = quotas;
  }

  /**
   * Looks through the spool.
   *
   * @throws IOException when it can't be read
   */
  void look() throws IOException {
    try {
      look(queues.createQueue(MailQueueFactory.SPOOL).browse());
    } catch (MailQueueException e) {
      throw new IOException("The spool could not be looked through", e);
    }
  }

  private void look(MailQueueIterator left) {
    try {
      left.forEachRemaining(view -> quotas.inDoubt(MailTrail.id(view.getMail())));
    } finally {
      left.close();
    }
  }
}
