package org.pillarbox.engines;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.pillarbox.engines.testing.FreePorts;

/**
 * Starts a {@link FakeEngine}.
 *
 * @param manner how it behaves
 * @param port where it listens
 * @param startTimeout how long it may take
 */
record FakeRecipe(FakeEngine.Manner manner, int port, Duration startTimeout) implements Recipe {
  static FakeRecipe of(FakeEngine.Manner manner) {
    return new FakeRecipe(manner, FreePorts.next(), Duration.ofSeconds(20));
  }

  /** Where this class lies; the fake needs nothing else. */
  static EngineTree tree() {
    try {
      return new EngineTree(
          Path.of(FakeRecipe.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public List<Port> ports() {
    return List.of(new Port("engines.fake.port", port));
  }

  @Override
  public void prepare(EngineDirectories directories, EngineTree tree) {
    // It needs no configuration.
  }

  @Override
  public List<String> arguments(EngineDirectories directories, EngineTree tree) {
    return List.of(
        "-XX:TieredStopAtLevel=1",
        "-cp",
        tree.root().toString(),
        FakeEngine.class.getName(),
        manner.name(),
        Integer.toString(port));
  }

  @Override
  public Path programs(EngineTree tree) {
    return tree.root();
  }

  @Override
  public String input() {
    return "";
  }

  @Override
  public boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void beforeStop(EngineDirectories directories, Duration timeout) {
    // Nothing to drain.
  }
}
