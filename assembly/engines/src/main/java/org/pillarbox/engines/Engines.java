package org.pillarbox.engines;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** All engines of an appliance: started side by side, stopped side by side. */
public final class Engines {
  private final List<Engine> engines;

  /**
   * Nothing happens before {@link #start}.
   *
   * @throws IllegalArgumentException when there is none, or two have the same name
   */
  public Engines(List<Engine> engines) {
    if (engines.isEmpty()
        || engines.stream().map(Engine::name).distinct().count() != engines.size()) {
      throw new IllegalArgumentException(
          "engines: expected at least one, each with a name of its own");
    }
    this.engines = List.copyOf(engines);
  }

  /**
   * Starts all at once and returns when all are ready. When one can't be started the others are
   * stopped again.
   *
   * @throws EngineException of the first that failed, the others' attached as suppressed
   */
  public void start(Progress progress) {
    List<RuntimeException> failures = sideBySide(engine -> engine.start(progress));
    if (!failures.isEmpty()) {
      stop(Duration.ofSeconds(20));
      throw first(failures);
    }
  }

  /** One status per engine, in the order given; never waits. */
  public List<EngineStatus> status() {
    return engines.stream().map(Engine::status).toList();
  }

  /**
   * Stops all at once and returns when all are gone, at the latest a moment after the time given.
   * Stopping what is stopped does nothing.
   */
  public void stop(Duration timeout) {
    List<RuntimeException> failures = sideBySide(engine -> engine.stop(timeout));
    if (!failures.isEmpty()) {
      throw first(failures);
    }
  }

  private List<RuntimeException> sideBySide(Consumer<Engine> action) {
    ExecutorService threads = Executors.newFixedThreadPool(engines.size());
    try {
      List<CompletableFuture<Void>> running =
          engines.stream()
              .map(engine -> CompletableFuture.runAsync(() -> action.accept(engine), threads))
              .toList();
      List<RuntimeException> failures = new ArrayList<>();
      for (CompletableFuture<Void> one : running) {
        try {
          // Bounded by the engines' own start and stop times.
          one.join();
        } catch (CompletionException e) {
          failures.add(e.getCause() instanceof RuntimeException cause ? cause : e);
        }
      }
      return failures;
    } finally {
      threads.shutdown();
    }
  }

  private static RuntimeException first(List<RuntimeException> failures) {
    RuntimeException first = failures.get(0);
    failures.stream().skip(1).forEach(first::addSuppressed);
    return first;
  }
}
