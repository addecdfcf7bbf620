package org.pillarbox.engines;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Starts a fake engine in a JVM of its own, to be killed. */
public final class ParentOfOne {
  static final String READY = "ready ";

  private ParentOfOne() {}

  /** Takes a {@link FakeEngine.Manner}, a port, a data directory; waits for its input's end. */
  public static void main(String[] args) throws IOException {
    Supervisor engine =
        new Supervisor(
            new FakeRecipe(
                FakeEngine.Manner.valueOf(args[0]),
                Integer.parseInt(args[1]),
                Duration.ofSeconds(20)),
            FakeRecipe.tree(),
            Path.of(args[2]));
    engine.start(step -> {});
    System.out.println(READY + engine.status().pid());
    while (System.in.read() >= 0) {
      // To be killed here.
    }
  }
}
