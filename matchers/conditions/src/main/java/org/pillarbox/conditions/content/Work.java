package org.pillarbox.conditions.content;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * How much of the processor's time a message may still take. Time of this thread, not of the clock
 * on the wall: what is found in a message must not depend on how busy the machine is.
 */
final class Work {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long MEGABYTE = 1 << 20;

  private final long end;
  private final long allowed;

  private Work(long allowed) {
    this.allowed = allowed;
    this.end = now() + allowed;
  }

  /** For a message of that many bytes, from now on, on this thread. */
  static Work on(long bytes, InspectionBounds bounds) {
    return new Work(
        bounds.work().toNanos() + bounds.workPerMegabyte().toNanos() * bytes / MEGABYTE);
  }

  /** Whether it took more. Asking costs a system call, so not for each byte. */
  boolean isSpent() {
    return now() > end;
  }

  /** What to say then. */
  String spent() {
    return "looking into it takes more than " + allowed / 1_000_000 + " ms";
  }

  private static long now() {
    return THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }
}
