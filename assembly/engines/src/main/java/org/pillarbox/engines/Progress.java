package org.pillarbox.engines;

/**
 * Told what happens while engines start and stop, in words for the person at the terminal. Called
 * from several threads.
 */
@FunctionalInterface
public interface Progress {
  /** One thing that begins or has just ended, without a line feed. */
  void step(String what);
}
