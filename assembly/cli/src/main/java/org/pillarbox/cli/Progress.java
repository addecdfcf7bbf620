package org.pillarbox.cli;

/** Told what is being done now, from any thread. */
@FunctionalInterface
public interface Progress {
  /** A step that may take longer than a second begins. */
  void step(String what);
}
