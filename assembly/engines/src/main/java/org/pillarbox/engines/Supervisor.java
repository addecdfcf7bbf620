package org.pillarbox.engines;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one engine running between {@link #start} and {@link #stop}.
 *
 * <p>All changes happen under this object's monitor, which is never held while waiting for the
 * process. A process that ends without having been asked to is started again by one thread per
 * engine, after the wait that {@link Backoff} gives. One that lives and does not answer for as long
 * as its {@link Patience} lasts is killed, which comes to the same.
 */
final class Supervisor implements Engine {
  private static final Logger LOGGER = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration KILLED = Duration.ofSeconds(5);

  /**
   * How long an engine that lives may stay silent.
   *
   * @param period between two questions
   * @param limit of silence; long enough for a collection of garbage, a slow disk, a machine that
   *     was suspended
   */
  record Patience(Duration period, Duration limit) {
    static final Patience USUAL = new Patience(Duration.ofSeconds(10), Duration.ofMinutes(2));
  }

  private final Recipe recipe;
  private final Patience patience;
  private final EngineDirectories directories;
  private final Launcher launcher;
  private final PidFile pidFile;
  private final ScheduledExecutorService restarts;

  private Backoff backoff = new Backoff();
  private EngineStatus.State state = EngineStatus.State.STOPPED;
  private Optional<Process> process = Optional.empty();
  private Optional<String> lastExit = Optional.empty();
  private Instant readySince = Instant.MAX;
  private int restartCount;
  private Instant answered = Instant.MAX;
  private Optional<String> killedFor = Optional.empty();
  private Optional<ScheduledFuture<?>> questions = Optional.empty();
  // Counts starts and stops, so that a restart that was under way can tell that it is too late.
  private int episode;

  Supervisor(Recipe recipe, EngineTree tree, Path data) {
    this(recipe, tree, data, Patience.USUAL);
  }

  Supervisor(Recipe recipe, EngineTree tree, Path data, Patience patience) {
    this.recipe = recipe;
    this.patience = patience;
    this.directories = new EngineDirectories(data, recipe.name());
    this.launcher = new Launcher(recipe, tree, directories);
    this.pidFile = new PidFile(directories.pidFile());
    this.restarts =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, recipe.name() + "-supervisor");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public String name() {
    return recipe.name();
  }

  EngineDirectories directories() {
    return directories;
  }

  @Override
  public synchronized EngineStatus status() {
    long pid = process.filter(Process::isAlive).map(Process::pid).orElse(0L);
    return new EngineStatus(recipe.name(), state, pid, restartCount, lastExit);
  }

  @Override
  public void start(Progress progress) {
    start(progress, false);
  }

  /**
   * As {@link #start}, but a start that fails is told and tried again as after a death, and does
   * not keep the caller from going on.
   */
  void startOrKeepTrying(Progress progress) {
    start(progress, true);
  }

  private void start(Progress progress, boolean keepTrying) {
    int current;
    synchronized (this) {
      if (state != EngineStatus.State.STOPPED) {
        throw new IllegalStateException(recipe.name() + " is " + state);
      }
      state = EngineStatus.State.STARTING;
      current = ++episode;
      backoff = new Backoff();
      restartCount = 0;
      lastExit = Optional.empty();
    }
    Instant begin = Instant.now();
    try {
      pidFile.endLeftover(recipe.name(), progress);
      progress.step(recipe.name() + ": starting");
      Process started = launch(current);
      awaitReady(started);
      watch(started);
    } catch (IOException | RuntimeException e) {
      EngineException failure =
          e instanceof EngineException known
              ? known
              : new EngineException(recipe.name() + " can't be started: " + e.getMessage(), e);
      if (!keepTrying) {
        reset();
        throw failure;
      }
      LOGGER.error("{} can't be started", recipe.name(), failure);
      progress.step(
          recipe.name()
              + ": does not start and is tried again; "
              + firstLine(failure.getMessage()));
      ask();
      failedAgain(failure, current);
      return;
    }
    ask();
    progress.step(
        recipe.name() + ": ready after " + seconds(Duration.between(begin, Instant.now())));
  }

  @Override
  public void stop(Duration timeout) {
    Optional<Process> running;
    boolean ready;
    synchronized (this) {
      if (state == EngineStatus.State.STOPPED) {
        return;
      }
      ready = state == EngineStatus.State.READY;
      state = EngineStatus.State.STOPPING;
      episode++;
      running = process;
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      running.filter(Process::isAlive).ifPresent(alive -> end(alive, ready, deadline));
    } finally {
      reset();
    }
  }

  private void end(Process alive, boolean ready, long deadline) {
    try {
      if (ready) {
        recipe.beforeStop(directories, remaining(deadline));
      }
    } catch (IOException | RuntimeException e) {
      LOGGER.warn("{} was asked to prepare its end and did not; ending it all the same", name(), e);
    }
    alive.destroy();
    if (!exits(alive, remaining(deadline))) {
      LOGGER.warn("{} did not end in time; killing it", recipe.name());
      kill(alive);
    }
  }

  private Process launch(int current) throws IOException {
    Process started = launcher.launch();
    boolean wanted;
    synchronized (this) {
      // A stop that came while we launched did not see this process.
      wanted = episode == current;
      if (wanted) {
        process = Optional.of(started);
        pidFile.write(started.pid());
      }
    }
    if (!wanted) {
      kill(started);
      throw new EngineException(recipe.name() + " was stopped while it started");
    }
    return started;
  }

  /** Returns when it answers; kills it and throws when it ends or takes too long. */
  private void awaitReady(Process started) {
    long deadline = System.nanoTime() + recipe.startTimeout().toNanos();
    while (!recipe.answers()) {
      if (exits(started, POLL)) {
        throw new EngineException(
            recipe.name() + " ended during its start: " + Ending.of(started) + logs());
      }
      if (System.nanoTime() > deadline) {
        kill(started);
        throw new EngineException(
            recipe.name() + " was not ready within " + seconds(recipe.startTimeout()) + logs());
      }
    }
    synchronized (this) {
      if (state == EngineStatus.State.STARTING || state == EngineStatus.State.RESTARTING) {
        state = EngineStatus.State.READY;
        readySince = Instant.now();
        answered = readySince;
      }
    }
  }

  private void watch(Process started) {
    var unused = started.onExit().thenAccept(this::ended);
  }

  /** From now on it is asked again and again whether it still answers. */
  private synchronized void ask() {
    long period = patience.period().toMillis();
    questions.ifPresent(old -> old.cancel(false));
    questions =
        Optional.of(
            restarts.scheduleWithFixedDelay(
                this::endIfSilent, period, period, TimeUnit.MILLISECONDS));
  }

  private void endIfSilent() {
    if (!status().ready()) {
      return;
    }
    boolean answers = recipe.answers();
    Optional<Process> silent = Optional.empty();
    synchronized (this) {
      if (answers) {
        answered = Instant.now();
      } else if (state == EngineStatus.State.READY
          && Duration.between(answered, Instant.now()).compareTo(patience.limit()) >= 0) {
        killedFor = Optional.of("it did not answer for " + seconds(patience.limit()));
        silent = process;
      }
    }
    silent.ifPresent(this::kill);
  }

  private synchronized void ended(Process dead) {
    if (state != EngineStatus.State.READY || process.filter(dead::equals).isEmpty()) {
      return;
    }
    Duration ready = Duration.between(readySince, Instant.now());
    if (killedFor.isPresent()) {
      again(killedFor.get() + " and was killed", ready);
      killedFor = Optional.empty();
      return;
    }
    // What it said last explains an exit of its own; it knew nothing of a signal.
    String why =
        Ending.signalled(dead)
            ? ""
            : LogTail.last(directories.console()).map(line -> ": " + line).orElse("");
    again(Ending.of(dead) + why, ready);
  }

  /** Caller holds the monitor. */
  private void again(String reason, Duration ready) {
    int current = episode;
    state = EngineStatus.State.RESTARTING;
    lastExit = Optional.of(reason + " at " + Instant.now().truncatedTo(ChronoUnit.SECONDS));
    Duration wait = backoff.after(ready);
    LOGGER.error("{} is down: {}; starting it again in {}", recipe.name(), reason, seconds(wait));
    var unused = restarts.schedule(() -> restart(current), wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void restart(int current) {
    synchronized (this) {
      if (episode != current) {
        return;
      }
      restartCount++;
    }
    try {
      Process started = launch(current);
      awaitReady(started);
      LOGGER.info("{} is ready again", recipe.name());
      watch(started);
    } catch (IOException | RuntimeException e) {
      LOGGER.debug("{} could not be started again", recipe.name(), e);
      failedAgain(e, current);
    }
  }

  private synchronized void failedAgain(Exception reason, int current) {
    if (episode == current) {
      again(firstLine(reason.getMessage()), Duration.ZERO);
    }
  }

  private static String firstLine(String text) {
    return String.valueOf(text).lines().findFirst().orElse("unknown");
  }

  private void reset() {
    Optional<Process> left;
    synchronized (this) {
      left = process;
      process = Optional.empty();
      state = EngineStatus.State.STOPPED;
      questions.ifPresent(question -> question.cancel(false));
      questions = Optional.empty();
      readySince = Instant.MAX;
    }
    left.filter(Process::isAlive).ifPresent(this::kill);
    if (left.isPresent()) {
      try {
        pidFile.delete();
      } catch (IOException e) {
        // Harmless: it names a process that is gone.
        LOGGER.warn("Can't remove the pid file of {}", recipe.name(), e);
      }
    }
  }

  private void kill(Process alive) {
    alive.destroyForcibly();
    if (!exits(alive, KILLED)) {
      LOGGER.error("{} process {} does not end even when killed", recipe.name(), alive.pid());
    }
  }

  private boolean exits(Process running, Duration within) {
    try {
      return running.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running.destroyForcibly();
      throw new EngineException("Interrupted while waiting for " + recipe.name(), e);
    }
  }

  private String logs() {
    StringBuilder text = new StringBuilder();
    for (Path file : new Path[] {directories.console(), directories.log()}) {
      if (!LogTail.of(file).isEmpty()) {
        text.append("\n--- ").append(file).append('\n');
        text.append(String.join("\n", LogTail.of(file)));
      }
    }
    return text.toString();
  }

  private static Duration remaining(long deadline) {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  private static String seconds(Duration time) {
    return Math.round(time.toMillis() / 100.0) / 10.0 + " s";
  }
}
