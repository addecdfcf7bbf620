package org.pillarbox.engines;

import java.util.Objects;
import java.util.Optional;

/**
 * A moment in the life of an engine.
 *
 * @param name the engine's name
 * @param state what it does
 * @param pid its process, 0 when there is none
 * @param restarts how often it was restarted since {@link Engine#start}
 * @param lastExit how and when it last died without having been asked to, in words
 */
public record EngineStatus(
    String name, State state, long pid, int restarts, Optional<String> lastExit) {

  /** What an engine does. */
  public enum State {
    /** Not started, or stopped on request. */
    STOPPED,
    /** The process runs and does not answer yet. */
    STARTING,
    /** It answered; requests may go to it. */
    READY,
    /** It died and waits for its next start. */
    RESTARTING,
    /** It was asked to end and has not ended yet. */
    STOPPING
  }

  /** Checks that nothing is missing. */
  public EngineStatus {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(lastExit, "lastExit");
  }

  /** Whether requests may go to it. */
  public boolean ready() {
    return state == State.READY;
  }
}
