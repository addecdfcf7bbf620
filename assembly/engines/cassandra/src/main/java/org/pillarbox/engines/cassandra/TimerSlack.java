package org.pillarbox.engines.cassandra;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.time.Duration;

/**
 * How late the kernel may wake a thread of this process that sleeps for a time (prctl(2),
 * PR_SET_TIMERSLACK; Linux).
 *
 * <p>Cassandra's worker threads wait for work by sleeping ten microseconds and looking again, all
 * of them. With the kernel's 50 µs that was 670 wake-ups for each message delivered, a third of
 * Cassandra's CPU. A millisecond costs no latency that could be measured: a write waits longer than
 * that for the commit log.
 */
final class TimerSlack {
  private static final int PR_SET_TIMERSLACK = 29;
  private static final NativeLong NONE = new NativeLong(0);

  private TimerSlack() {}

  /** For the calling thread and all that it and they start from now on; false if refused. */
  static boolean allow(Duration slack) {
    try {
      NativeLong nanoseconds = new NativeLong(slack.toNanos());
      return Native.load("c", C.class).prctl(PR_SET_TIMERSLACK, nanoseconds, NONE, NONE, NONE) == 0;
    } catch (UnsatisfiedLinkError notLinux) {
      return false;
    }
  }

  /** The part of the C library that is called. */
  interface C extends Library {
    int prctl(int option, NativeLong arg2, NativeLong arg3, NativeLong arg4, NativeLong arg5);
  }
}
