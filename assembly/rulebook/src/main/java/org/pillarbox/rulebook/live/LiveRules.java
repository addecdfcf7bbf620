package org.pillarbox.rulebook.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.lifecycle.api.Startable;
import org.pillarbox.rulebook.RulebookConfiguration;
import org.pillarbox.rulebook.text.BookCodec;
import org.pillarbox.rulebook.text.RefusedDocumentException;
import org.pillarbox.rulebook.versions.RuleBook;
import org.pillarbox.rulebook.versions.RuleStoreException;
import org.pillarbox.rulebook.versions.VersionConflictException;
import org.pillarbox.rules.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rule set that holds now. Looks once a second whether there is a newer version, or an order on
 * the box ({@link RuleSwitch}), so a change is live within two seconds on every node, without a
 * restart. A new set takes the old one's place at once or not at all.
 *
 * <p>While the store is away the last known set holds, over restarts too. Where there has never
 * been one, nobody knows what the rules are: {@link #current} is empty and mail is put off, never
 * let past.
 */
@Singleton
public final class LiveRules implements Startable {
  private static final Logger LOGGER = LoggerFactory.getLogger(LiveRules.class);

  private final RuleBook versions;
  private final BookCodec codec;
  private final RuleSwitch onBox;
  private final LastKnown lastKnown;
  private final boolean offAtStart;
  private final Duration interval;
  private final AtomicReference<Optional<Current>> current =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<String>> trouble = new AtomicReference<>(Optional.empty());
  private final Clock clock;
  private final TooMuch tooMuch;
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "live-rules");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean off;
  private volatile Optional<String> takenBack = Optional.empty();
  private Optional<ScheduledFuture<?>> looking = Optional.empty();

  @Inject
  public LiveRules(
      RuleBook versions,
      BookCodec codec,
      RulebookConfiguration configuration,
      TooMuch tooMuch,
      Clock clock) {
    this.tooMuch = tooMuch;
    this.clock = clock;
    this.versions = versions;
    this.codec = codec;
    this.onBox = new RuleSwitch(configuration.folder());
    this.lastKnown = new LastKnown(configuration.folder());
    this.offAtStart = !configuration.on();
    this.interval = configuration.refresh();
    this.off = offAtStart || onBox.isOff();
  }

  /** Reads the newest set and goes on looking for newer ones. */
  public void start() {
    refresh();
    if (current.get().isEmpty()) {
      lastKnown.read().ifPresent(this::useLastKnown);
    }
    looking =
        Optional.of(
            ticks.scheduleWithFixedDelay(
                this::refresh, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS));
  }

  @PreDestroy
  void stop() {
    looking.ifPresent(future -> future.cancel(true));
    ticks.shutdownNow();
  }

  /** The set that holds; empty while nobody knows it. */
  public Optional<Current> current() {
    return current.get();
  }

  /** Whether no rule is asked: by the start option, on this box, or by the set's own mode. */
  public boolean isOff() {
    return off || current.get().filter(known -> known.book().set().mode() == State.OFF).isPresent();
  }

  /** Whether the start option says off, which nothing overrides while the process runs. */
  public boolean isOffAtStart() {
    return offAtStart;
  }

  /** Switches rules on or off on this box. */
  public void set(boolean on) {
    onBox.set(on);
    refresh();
  }

  /** Why the newest set is not the one that holds, if that is so. */
  public Optional<String> trouble() {
    return trouble.get();
  }

  /** Looks now instead of within the second: whoever made a version may count on it at once. */
  public synchronized void refresh() {
    try {
      off = offAtStart || onBox.isOff();
      onBox.askedRollback().ifPresent(this::rollback);
      onBox
          .unconfirmed()
          .filter(order -> !clock.instant().isBefore(order.at()))
          .ifPresent(this::takeBack);
      current.get().map(Current::version).ifPresent(this::takeBackIfTooMuch);
      Optional<RuleBook.Stored> newer =
          versions.newest(current.get().map(Current::version).orElse(-1L));
      newer.ifPresent(this::use);
      trouble.set(Optional.empty());
    } catch (RuleStoreException e) {
      tell("the store of rules does not answer; version " + shown() + " holds", e);
    } catch (RuntimeException e) {
      tell("the newest rule set can't be used; version " + shown() + " holds", e);
    }
  }

  private void use(RuleBook.Stored stored) {
    Current next = Current.of(stored.book());
    if (current.get().isEmpty()) {
      tooMuch.found(next.version());
    } else {
      tooMuch.replaced(next.version());
    }
    current.set(Optional.of(next));
    lastKnown.write(codec.json(stored.book()));
    LOGGER.info(
        "rules version {} is live: {} rules", next.version(), stored.book().set().rules().size());
  }

  private void useLastKnown(String text) {
    try {
      Current known = Current.of(codec.readStored(text));
      tooMuch.found(known.version());
      current.set(Optional.of(known));
      LOGGER.warn(
          "The store of rules does not answer; the last known version {} holds", known.version());
    } catch (RefusedDocumentException e) {
      LOGGER.error("The last known rules can't be read", e);
    }
  }

  private void rollback(String asked) {
    try {
      int target =
          asked.equals("previous") ? Math.toIntExact(versions.head() - 1) : Integer.parseInt(asked);
      long made = versions.rollback(target, versions.head(), "box", "rules rollback on the box");
      LOGGER.warn(
          "Rules went back to version {} on an order on the box: now version {}", target, made);
    } catch (VersionConflictException e) {
      LOGGER.info("A version was made meanwhile; the order on the box is tried again", e);
      return;
    } catch (RefusedDocumentException | IllegalArgumentException | ArithmeticException e) {
      LOGGER.error("The order on the box to go back to {} can't be followed", asked, e);
    }
    onBox.rollbackDone();
  }

  private void takeBack(RuleSwitch.TakeBack order) {
    try {
      if (versions.head() == order.version()) {
        long made =
            versions.rollback(
                Math.toIntExact(order.back()),
                order.version(),
                "box",
                "version " + order.version() + " was not confirmed in time");
        LOGGER.warn(
            "Rules version {} was not confirmed in time: taken back by version {}",
            order.version(),
            made);
      }
    } catch (VersionConflictException e) {
      LOGGER.info("A version was made meanwhile; nothing is taken back", e);
    } catch (RefusedDocumentException | ArithmeticException e) {
      LOGGER.error("Version {} can't be taken back", order.version(), e);
    }
    onBox.confirm();
  }

  private void takeBackIfTooMuch(long version) {
    Optional<String> why = tooMuch.verdictOn(version);
    if (why.isEmpty() || version < 1) {
      return;
    }
    try {
      long made =
          versions.rollback(
              Math.toIntExact(version - 1), version, "box", why.get() + ": taken back");
      LOGGER.error("Rules {}: taken back by version {}", why.get(), made);
      takenBack = Optional.of(why.get());
    } catch (VersionConflictException e) {
      LOGGER.info("A version was made meanwhile; nothing is taken back", e);
    } catch (RefusedDocumentException | ArithmeticException e) {
      tell(
          "version " + version + " stops too much and can't be taken back",
          new RuleStoreException("rollback", e));
    }
  }

  /** What was taken back by itself since the start, for the alert; empty if nothing was. */
  public Optional<String> takenBack() {
    return takenBack;
  }

  /** Takes a version back at that time unless it is confirmed before. */
  public void takeBackAt(Instant at, long version, long back) {
    onBox.takeBack(new RuleSwitch.TakeBack(at, version, back));
  }

  /** The version that waits to be confirmed, if there is one. */
  public Optional<RuleSwitch.TakeBack> unconfirmed() {
    return onBox.unconfirmed();
  }

  /** The newest version stays. */
  public void confirm() {
    takenBack = Optional.empty();
    tooMuch.confirmed();
    onBox.confirm();
  }

  private String shown() {
    return current.get().map(known -> Long.toString(known.version())).orElse("none");
  }

  private void tell(String what, RuntimeException e) {
    // Once, not every second.
    if (!trouble.getAndSet(Optional.of(what)).equals(Optional.of(what))) {
      LOGGER.error("{}", what, e);
    }
  }
}
