package org.pillarbox.engines;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What one kind of engine needs beyond being a watched process. */
interface Recipe {
  String name();

  /** TCP ports on 127.0.0.1 that must be free before the start. */
  List<Port> ports();

  /** Writes the configuration into the run directory; called before each start. */
  void prepare(EngineDirectories directories, EngineTree tree) throws IOException;

  /** The JVM's arguments, from options to main class and its arguments. */
  List<String> arguments(EngineDirectories directories, EngineTree tree);

  /** The part of the tree that the process reads, and only reads. */
  Path programs(EngineTree tree);

  /** What the process reads on its standard input, which then stays open while we live. */
  String input();

  /** Asks whether it answers; returns within a second. */
  boolean answers();

  /**
   * Asks for what must happen before the process is told to end; a failure does not stop the stop.
   */
  void beforeStop(EngineDirectories directories, Duration timeout) throws IOException;

  /** How long a start may take until it counts as failed. */
  Duration startTimeout();

  /**
   * A port and the setting that names it.
   *
   * @param key for messages
   * @param number 1 to 65535
   */
  record Port(String key, int number) {}
}
