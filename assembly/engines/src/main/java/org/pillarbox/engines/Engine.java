package org.pillarbox.engines;

import java.time.Duration;

/** A backend that runs as a child process, watched and restarted when it dies. */
public interface Engine {
  /** Lower case, as in logs, directories and status. */
  String name();

  /**
   * Ends what a killed predecessor left running, starts the process and waits until it answers.
   * From then on it is restarted whenever it dies, until {@link #stop}.
   *
   * @throws EngineException when it does not get ready in its time; nothing is left running then.
   *     The message names the cause and holds the last lines of the engine's log
   * @throws IllegalStateException when it is started already
   */
  void start(Progress progress);

  /** What it does now; never waits. */
  EngineStatus status();

  /**
   * Stops it in order and returns when the process is gone, at the latest a moment after the time
   * given: then it is killed. Stopping what is stopped does nothing.
   */
  void stop(Duration timeout);
}
