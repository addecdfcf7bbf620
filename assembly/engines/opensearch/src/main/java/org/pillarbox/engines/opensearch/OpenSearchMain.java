package org.pillarbox.engines.opensearch;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

/**
 * Runs OpenSearch as a child of the appliance: standard input stays open for as long as the parent
 * lives, and at its end, whatever the parent died of, OpenSearch ends in order.
 *
 * <p>OpenSearch's security manager lets nobody but OpenSearch call {@code System.exit}, and its
 * system call filter lets nobody start a process. So the end is a SIGTERM that the process sends to
 * itself; the handle for that is looked up before OpenSearch closes the door.
 */
public final class OpenSearchMain {
  private static final String SERVER = "org.opensearch.bootstrap.OpenSearch";

  private OpenSearchMain() {}

  /** Starts the server with the arguments given; returns when it serves. */
  public static void main(String[] args) throws ReflectiveOperationException {
    MethodHandle terminate = terminate();
    Thread watch = new Thread(() -> terminateAtEnd(terminate), "parent-watch");
    watch.setDaemon(true);
    watch.start();

    Method server = Class.forName(SERVER).getDeclaredMethod("main", String[].class);
    server.setAccessible(true);
    server.invoke(null, (Object) args);
  }

  // sun.misc.Signal is supported (module jdk.unsupported), but naming it gives a warning that no
  // annotation takes away.
  private static MethodHandle terminate() throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Object term = signal.cast(signal.getConstructor(String.class).newInstance("TERM"));
    return lookup
        .findStatic(signal, "raise", MethodType.methodType(void.class, signal))
        .bindTo(term);
  }

  private static void terminateAtEnd(MethodHandle terminate) {
    try {
      while (System.in.read() >= 0) {
        // The parent has nothing to say; only the end counts.
      }
    } catch (IOException e) {
      System.err.println("Lost the parent process: " + e);
    }
    try {
      terminate.invoke();
    } catch (Throwable e) {
      // Throwable is what a method handle declares.
      System.err.println("Can't end after the parent's end: " + e);
    }
  }
}
