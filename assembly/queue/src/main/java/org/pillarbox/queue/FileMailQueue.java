package org.pillarbox.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.mail.MessagingException;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueItemDecoratorFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A mail queue in files: {@link #enQueue(Mail)} returns when the mail and its entry are on disk
 * (see {@link EntryStore} for the argument), so a 250 that is said after it is kept. An entry that
 * is handed out stays on disk until its taker says that it is done; one that fails comes back with
 * back-off, without end, unless its taker sets it apart.
 */
public final class FileMailQueue implements ManageableMailQueue {
  /**
   * How many tries of this entry began and never ended, the one now beginning not counted; absent
   * when none.
   */
  public static final AttributeName UNENDED_STARTS = AttributeName.of("pillarbox.unended-starts");

  private static final Logger LOGGER = LoggerFactory.getLogger(FileMailQueue.class);
  private static final Duration LONGEST_DELAY = Duration.ofDays(3650);

  private final MailQueueName name;
  private final QueueConfiguration configuration;
  private final MailQueueItemDecoratorFactory decorators;
  private final Clock clock;
  private final EntryStore store;
  private final EntryIndex index;
  private final Scheduler scheduler;

  private FileMailQueue(
      MailQueueName name,
      QueueConfiguration configuration,
      MailQueueItemDecoratorFactory decorators,
      Clock clock,
      EntryStore store) {
    this.name = name;
    this.configuration = configuration;
    this.decorators = decorators;
    this.clock = clock;
    this.store = store;
    this.index = new EntryIndex(clock, Math.max(1, configuration.threads() / 2));
    this.scheduler = Schedulers.newBoundedElastic(8, Integer.MAX_VALUE, "queue-" + name.asString());
  }

  /**
   * Opens the queue of this name with all that earlier processes left in it.
   *
   * @throws UncheckedIOException when its folder can't be used
   */
  static FileMailQueue open(
      MailQueueName name,
      QueueConfiguration configuration,
      MailQueueItemDecoratorFactory decorators,
      Clock clock) {
    Path directory = configuration.directory().resolve(name.asString());
    try {
      EntryStore store = EntryStore.open(directory, clock);
      FileMailQueue queue = new FileMailQueue(name, configuration, decorators, clock, store);
      store.scan().forEach(queue.index::putLeft);
      return queue;
    } catch (IOException e) {
      throw new UncheckedIOException("The queue in " + directory + " can't be opened", e);
    }
  }

  @Override
  public MailQueueName getName() {
    return name;
  }

  @Override
  public void enQueue(Mail mail) throws MailQueueException {
    enQueue(mail, Duration.ZERO);
  }

  @Override
  public void enQueue(Mail mail, Duration delay) throws MailQueueException {
    boolean deferred = !delay.isNegative() && !delay.isZero();
    Duration wait = delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    long due = clock.millis() + (deferred ? wait.toMillis() : 0);
    try {
      index.put(store.write(mail, due, deferred));
    } catch (IOException | MessagingException e) {
      throw new MailQueueException("Mail " + mail.getName() + " could not be put on disk", e);
    }
    if (name.equals(MailQueueFactory.SPOOL)) {
      AcceptedMail.log(mail);
    }
  }

  @Override
  public Publisher<Void> enqueueReactive(Mail mail) {
    return Mono.<Void>fromCallable(
            () -> {
              enQueue(mail);
              return null;
            })
        .subscribeOn(scheduler);
  }

  @Override
  public Publisher<MailQueueItem> deQueue() {
    return Flux.<QueueItem>generate(this::emit)
        .subscribeOn(scheduler)
        .doOnDiscard(QueueItem.class, this::giveBack)
        .map(item -> decorators.decorate(item, name));
  }

  private void emit(SynchronousSink<QueueItem> sink) {
    try {
      Optional<QueueItem> item = take(() -> false);
      if (item.isEmpty()) {
        sink.complete();
      } else {
        emit(item.get(), sink);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      sink.complete();
    }
  }

  /**
   * The taker hears of a try that can't be counted and subscribes again; the entry is there for it.
   */
  private void emit(QueueItem item, SynchronousSink<QueueItem> sink) {
    try {
      item.start();
      sink.next(item);
    } catch (MailQueueException e) {
      giveBack(item);
      sink.error(e);
    }
  }

  private void giveBack(QueueItem item) {
    try {
      item.giveBack();
    } catch (MailQueueException e) {
      LOGGER.warn("{} will be handed out again after the next start", item.id(), e);
    }
  }

  /**
   * Waits for the next entry; empty once the queue is closed or the caller stops. The try is not
   * counted yet: see {@link QueueItem#start}.
   */
  Optional<QueueItem> take(BooleanSupplier stops) throws InterruptedException {
    while (true) {
      Optional<QueueEntry> entry = index.take(stops);
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      Optional<QueueItem> item = load(entry.get());
      if (item.isPresent()) {
        return item;
      }
    }
  }

  private Optional<QueueItem> load(QueueEntry entry) {
    boolean wasDeferred = entry.name().deferred();
    try {
      MailImpl mail = store.read(entry);
      if (entry.name().starts() > 0) {
        mail.setAttribute(new Attribute(UNENDED_STARTS, AttributeValue.of(entry.name().starts())));
      } else {
        mail.removeAttribute(UNENDED_STARTS);
      }
      return Optional.of(
          new QueueItem(entry, mail, store.readServed(entry), store, index, configuration, clock));
    } catch (DamagedEntryException | NoSuchFileException e) {
      store.setAside(entry);
      index.removeInHand(entry);
      index.released(wasDeferred);
      return Optional.empty();
    } catch (IOException | MessagingException e) {
      LOGGER.error("The entry {} can't be read at present, it is tried again", entry.id(), e);
      Duration wait = configuration.backOff(entry.name().waits() + 1);
      retryReading(entry, clock.millis() + wait.toMillis());
      index.released(wasDeferred);
      return Optional.empty();
    }
  }

  private void retryReading(QueueEntry entry, long due) {
    try {
      store.rename(entry, entry.name().waiting(due));
      index.put(entry);
    } catch (IOException e) {
      // Not handed out again by this process, else it would spin; the file is there for the next
      // one.
      LOGGER.error("The entry {} is out of reach until the next start", entry.id(), e);
    }
  }

  @Override
  public long getSize() {
    return index.size();
  }

  @Override
  public long flush() throws MailQueueException {
    long flushed = 0;
    long now = clock.millis();
    for (QueueEntry entry : index.waiting()) {
      if (entry.name().deferred() && entry.name().due() > now && index.removeWaiting(entry)) {
        try {
          store.rename(entry, entry.name().dueAt(now));
          flushed++;
        } catch (IOException e) {
          throw new MailQueueException("The entry " + entry.id() + " could not be flushed", e);
        } finally {
          index.put(entry);
        }
      }
    }
    return flushed;
  }

  @Override
  public long clear() throws MailQueueException {
    return removeIf(entry -> true);
  }

  @Override
  public long remove(Type type, String value) throws MailQueueException {
    return removeIf(entry -> matches(entry, type, value));
  }

  private interface EntryTest {
    boolean test(QueueEntry entry) throws IOException, MessagingException;
  }

  private long removeIf(EntryTest test) throws MailQueueException {
    long removed = 0;
    for (QueueEntry entry : index.waiting()) {
      try {
        if (test.test(entry) && index.removeWaiting(entry)) {
          store.delete(entry);
          removed++;
        }
      } catch (IOException | MessagingException e) {
        throw new MailQueueException("The entry " + entry.id() + " could not be removed", e);
      }
    }
    return removed;
  }

  private boolean matches(QueueEntry entry, Type type, String value)
      throws IOException, MessagingException {
    MailImpl mail;
    try {
      mail = store.read(entry);
    } catch (NoSuchFileException takenMeanwhile) {
      return false;
    }
    try {
      return switch (type) {
        case Name -> mail.getName().equals(value);
        case Sender -> mail.getMaybeSender().asString().equals(value);
        case Recipient ->
            mail.getRecipients().stream().anyMatch(recipient -> recipient.asString().equals(value));
      };
    } finally {
      LifecycleUtil.dispose(mail);
    }
  }

  @Override
  public MailQueueIterator browse() {
    return new Browser(index.waiting().iterator());
  }

  /** Entries that are taken or removed while somebody browses are passed over. */
  private final class Browser implements MailQueueIterator {
    private final Iterator<QueueEntry> entries;
    private Optional<MailQueueItemView> next = Optional.empty();

    Browser(Iterator<QueueEntry> entries) {
      this.entries = entries;
    }

    @Override
    public boolean hasNext() {
      while (next.isEmpty() && entries.hasNext()) {
        next = view(entries.next());
      }
      return next.isPresent();
    }

    @Override
    public MailQueueItemView next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      MailQueueItemView view = next.orElseThrow();
      next = Optional.empty();
      return view;
    }

    private Optional<MailQueueItemView> view(QueueEntry entry) {
      EntryName now = entry.name();
      ZonedDateTime due = Instant.ofEpochMilli(now.due()).atZone(ZoneOffset.UTC);
      try {
        return Optional.of(new DefaultMailQueueItemView(store.read(entry), due));
      } catch (IOException | MessagingException e) {
        LOGGER.debug("{} is not shown: {}", entry.id(), e.getMessage());
        return Optional.empty();
      }
    }

    @Override
    public void close() {
      next.map(MailQueueItemView::getMail).ifPresent(LifecycleUtil::dispose);
    }
  }

  /**
   * How long the entry that waits longest could have been handed out, and was not; empty when none
   * waits.
   */
  public Optional<Duration> oldestWait() {
    return index.oldestDue().map(this::since);
  }

  /**
   * How long ago the entry that is due longest became due, whether somebody has it in hand or not;
   * empty when none is due. An entry in hand that never comes to an end shows here.
   */
  public Optional<Duration> oldestUndone() {
    return index.oldestUndone().map(this::since);
  }

  /** How long ago the oldest entry came, whatever it waits for; empty when there is none. */
  public Optional<Duration> oldestAge() {
    return index.oldestArrival().map(this::since);
  }

  private Duration since(long millis) {
    return Duration.ofMillis(Math.max(0, clock.millis() - millis));
  }

  /**
   * How many entries can't be read and lie in the queue's folder {@code damaged}.
   *
   * @throws IOException when the folder can't be listed
   */
  public long damagedCount() throws IOException {
    return store.damagedCount();
  }

  /** Whether a failed sync has closed the queue to new mail until the next start. */
  public boolean refusesMail() {
    return store.isBroken();
  }

  /** The users of a queue share it; it is stopped by its factory. */
  @Override
  public void close() {
    LOGGER.debug("A user of the queue {} has left", name.asString());
  }

  void wakeTakers() {
    index.wake();
  }

  void stop() {
    index.close();
    scheduler.dispose();
  }
}
