package org.pillarbox.webadmin;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.inject.Inject;
import org.apache.james.queue.api.MailQueue.MailQueueException;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.ManageableMailQueue;
import org.pillarbox.queue.FileMailQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many messages stand in each queue, and how old the oldest is. */
public final class QueueSizes {
  private static final Logger LOGGER = LoggerFactory.getLogger(QueueSizes.class);

  private final MailQueueFactory<? extends ManageableMailQueue> queues;

  @Inject
  public QueueSizes(MailQueueFactory<? extends ManageableMailQueue> queues) {
    this.queues = queues;
  }

  /** By name; a queue that cannot be asked just now is left out and logged. */
  public SortedMap<String, Long> now() {
    SortedMap<String, Long> sizes = new TreeMap<>();
    for (MailQueueName name : queues.listCreatedMailQueues()) {
      size(name).ifPresent(size -> sizes.put(name.asString(), size));
    }
    return sizes;
  }

  /**
   * By name, the age of the oldest message, zero when there is none; a queue that does not know is
   * left out.
   */
  public SortedMap<String, Duration> oldest() {
    SortedMap<String, Duration> ages = new TreeMap<>();
    for (MailQueueName name : queues.listCreatedMailQueues()) {
      queues
          .getQueue(name)
          .filter(FileMailQueue.class::isInstance)
          .map(FileMailQueue.class::cast)
          .ifPresent(queue -> ages.put(name.asString(), queue.oldestAge().orElse(Duration.ZERO)));
    }
    return ages;
  }

  private Optional<Long> size(MailQueueName name) {
    Optional<? extends ManageableMailQueue> queue = queues.getQueue(name);
    if (queue.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(queue.get().getSize());
    } catch (MailQueueException e) {
      LOGGER.warn("the size of queue {} cannot be read", name.asString(), e);
      return Optional.empty();
    }
  }
}
