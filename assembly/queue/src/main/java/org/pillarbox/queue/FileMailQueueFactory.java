package org.pillarbox.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueItemDecoratorFactory;
import org.apache.james.queue.api.MailQueueName;

/** The queues under one folder; each name is opened once and shared by all who ask for it. */
@Singleton
public final class FileMailQueueFactory implements MailQueueFactory<FileMailQueue> {
  private final QueueConfiguration configuration;
  private final MailQueueItemDecoratorFactory decorators;
  private final GaugeRegistry gauges;
  private final Clock clock;
  private final Map<MailQueueName, FileMailQueue> queues = new ConcurrentHashMap<>();

  @Inject
  public FileMailQueueFactory(
      QueueConfiguration configuration,
      MailQueueItemDecoratorFactory decorators,
      GaugeRegistry gauges,
      Clock clock) {
    this.configuration = configuration;
    this.decorators = decorators;
    this.gauges = gauges;
    this.clock = clock;
  }

  @Override
  public Optional<FileMailQueue> getQueue(MailQueueName name, PrefetchCount count) {
    return Optional.ofNullable(queues.get(name));
  }

  @Override
  public FileMailQueue createQueue(MailQueueName name, PrefetchCount count) {
    return queues.computeIfAbsent(name, this::open);
  }

  private FileMailQueue open(MailQueueName name) {
    if (!name.asString().matches("[a-zA-Z0-9_-]{1,64}")) {
      throw new IllegalArgumentException(
          "A queue's name is a folder's name (letters, digits, _ and -), not " + name.asString());
    }
    FileMailQueue queue = FileMailQueue.open(name, configuration, decorators, clock);
    gauges.register(MailQueue.QUEUE_SIZE_METRIC_NAME_PREFIX + name.asString(), queue::getSize);
    return queue;
  }

  @Override
  public Set<MailQueueName> listCreatedMailQueues() {
    return Set.copyOf(queues.keySet());
  }

  Collection<FileMailQueue> queues() {
    return List.copyOf(queues.values());
  }

  /**
   * Names of folders that hold mail but that nobody has opened: mail that would lie there for ever.
   */
  List<String> unread() throws IOException {
    if (!Files.isDirectory(configuration.directory())) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(configuration.directory())) {
      return folders
          .filter(folder -> !queues.containsKey(MailQueueName.of(folder.getFileName().toString())))
          .filter(FileMailQueueFactory::holdsMail)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private static boolean holdsMail(Path folder) {
    String[] files = folder.resolve("entries").toFile().list();
    return files != null && files.length > 0;
  }

  /** Stops handing out. What is in hand stays on disk until it is done. */
  @PreDestroy
  public void stop() {
    queues.values().forEach(FileMailQueue::stop);
  }
}
