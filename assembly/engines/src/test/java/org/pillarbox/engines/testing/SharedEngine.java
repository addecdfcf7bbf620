package org.pillarbox.engines.testing;

import java.nio.file.Path;
import java.time.Duration;
import org.pillarbox.engines.Engine;

/**
 * An engine that the first test class starts and the end of the JVM's tests stops: JUnit closes
 * what lies in the root context's store last.
 *
 * @param engine started
 * @param data its directory, removed with it
 * @param shutdown stops the engine if the JVM ends without JUnit's doing
 */
record SharedEngine<E extends Engine>(E engine, Path data, Thread shutdown) {
  private static final Duration STOP = Duration.ofSeconds(20);

  static <E extends Engine> SharedEngine<E> start(E engine, Path data) {
    engine.start(step -> {});
    Thread shutdown = new Thread(() -> engine.stop(STOP), engine.name() + "-stop");
    Runtime.getRuntime().addShutdownHook(shutdown);
    return new SharedEngine<>(engine, data, shutdown);
  }

  void close() {
    Runtime.getRuntime().removeShutdownHook(shutdown);
    engine.stop(STOP);
    TestDirectories.delete(data);
  }
}
