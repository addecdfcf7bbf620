package org.pillarbox.cli;

import java.nio.file.Path;
import org.pillarbox.engines.Progress;
import org.pillarbox.server.Appliance;
import org.pillarbox.server.configuration.PillarboxConfiguration;

/** Starts the appliance in this process. */
@FunctionalInterface
public interface ServerStarter {

  /** A running appliance. */
  interface RunningServer extends AutoCloseable {
    /** Returns when the appliance has stopped, by itself or because it was closed. */
    void awaitStopped() throws InterruptedException;

    /** Stops it in order. */
    @Override
    void close();
  }

  /**
   * Returns when the appliance has sent itself a message and found it again.
   *
   * @param configuration what the admin set
   * @param data the data directory, which is locked and has its folders
   * @param progress told of each step
   * @throws Exception if it did not come up; nothing of it is left running then, also when the
   *     thread is interrupted
   */
  RunningServer start(PillarboxConfiguration configuration, Path data, Progress progress)
      throws Exception;

  /** The appliance of this build. */
  static ServerStarter real() {
    return (configuration, data, progress) -> {
      // Read once, when James' class is loaded. Its exit would end the process before the engines
      // are stopped and before anybody is told why; as an exception it comes to us.
      System.setProperty("james.exit.on.startup.error", "false");
      Appliance appliance = Appliance.start(configuration, data, System.getenv(), progress);
      return new RunningServer() {
        @Override
        public void awaitStopped() throws InterruptedException {
          appliance.awaitStopped();
        }

        @Override
        public void close() {
          appliance.close();
        }
      };
    };
  }
}
