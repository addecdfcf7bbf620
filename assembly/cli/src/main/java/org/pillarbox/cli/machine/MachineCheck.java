package org.pillarbox.cli.machine;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pillarbox.server.configuration.DataSize;
import org.pillarbox.server.configuration.EnginesConfiguration;
import org.pillarbox.server.configuration.Listener;
import org.pillarbox.server.configuration.PillarboxConfiguration;

/**
 * Looks at the machine before a start, so that what would fail later in a log fails now in words:
 * Java, user, memory, disk, clock and every port.
 */
public final class MachineCheck {
  /** Beside its heap each JVM takes about this much for classes, threads and buffers. */
  private static final long BESIDE_HEAP = DataSize.megabytes(160).bytes();

  private static final long DISK_TO_RUN_WELL = DataSize.megabytes(5 * 1024L).bytes();

  /** A socket's name has at most 107 bytes, and below the data it is run/cassandra/control. */
  private static final int LONGEST_PATH = 107 - "/run/cassandra/control".length();

  private final Machine machine;
  private final Instant built;

  /**
   * A check of one machine.
   *
   * @param machine what it says about itself
   * @param built when this release was made
   */
  public MachineCheck(Machine machine, Instant built) {
    this.machine = machine;
    this.built = built;
  }

  /**
   * Looks at everything.
   *
   * @param data the data directory, which exists
   */
  public List<Finding> before(PillarboxConfiguration configuration, Path data) {
    List<Finding> findings = new ArrayList<>(standing(configuration, data));
    configuration.listeners().forEach(listener -> findings.add(port(listener)));
    configuration.engineListeners().forEach(listener -> findings.add(port(listener)));
    return List.copyOf(findings);
  }

  /** Looks at everything but the ports, which a running appliance holds itself. */
  public List<Finding> standing(PillarboxConfiguration configuration, Path data) {
    return List.of(
        java(), user(), memory(configuration), disk(configuration, data), path(data), clock());
  }

  private Finding java() {
    int feature = machine.javaFeature();
    return feature == 17
        ? Finding.good("Java 17")
        : Finding.error(
            "This is Java " + feature, "Pillarbox runs on Java 17; set PILLARBOX_JAVA_HOME to it");
  }

  private Finding user() {
    return machine.user().equals("root")
        ? Finding.error(
            "This process belongs to root",
            "Start it with the pillarbox command, which changes to the user pillarbox first")
        : Finding.good("User " + machine.user());
  }

  private Finding memory(PillarboxConfiguration configuration) {
    long needed = needed(configuration);
    String remedy =
        "Pillarbox needs "
            + readable(needed)
            + " with the heaps that are set (memory.heap, engines.cassandra.heap,"
            + " engines.opensearch.heap)";
    if (machine.memory() < needed) {
      return Finding.error("The machine has " + readable(machine.memory()) + " of memory", remedy);
    }
    long available = machine.memoryAvailable();
    return available > 0 && available < needed
        ? Finding.warning("Only " + readable(available) + " of memory are free", remedy)
        : Finding.good(readable(machine.memory()) + " of memory");
  }

  private static long needed(PillarboxConfiguration configuration) {
    EnginesConfiguration engines = configuration.engines();
    return configuration.memory().heap().bytes()
        + engines.cassandra().heap().bytes()
        + engines.opensearch().heap().bytes()
        + 3 * BESIDE_HEAP;
  }

  private Finding disk(PillarboxConfiguration configuration, Path data) {
    long free;
    try {
      free = machine.freeDisk(data);
    } catch (IOException e) {
      return Finding.warning("The disk of " + data + " doesn't say how full it is", e.toString());
    }
    long least = 2 * configuration.limits().freeDisk().bytes();
    if (free < least) {
      return Finding.error(
          "Only " + readable(free) + " are free on the disk of " + data,
          "Pillarbox starts with "
              + readable(least)
              + " or more (twice limits.free_disk): make room, or name another place with --data");
    }
    return free < DISK_TO_RUN_WELL
        ? Finding.warning(
            "Only " + readable(free) + " are free on the disk of " + data,
            "Below "
                + configuration.limits().freeDisk()
                + " mail will be refused for a while (limits.free_disk)")
        : Finding.good(readable(free) + " free on the disk of " + data);
  }

  private static Finding path(Path data) {
    int bytes = data.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8).length;
    return bytes > LONGEST_PATH
        ? Finding.error(
            "The path of the data directory is " + bytes + " bytes long",
            "Cassandra's control socket lies below it, and the system allows "
                + LONGEST_PATH
                + " bytes: name a shorter one with --data, or a link to it")
        : Finding.good("Data in " + data);
  }

  private Finding clock() {
    // A day of grace: the build machine's clock is not the measure of all clocks.
    return machine.now().isBefore(built.minusSeconds(86_400))
        ? Finding.error(
            "The clock says " + machine.now() + ", which is before this release was made",
            "Set the clock: certificates, retries and dates of mail depend on it")
        : Finding.good("The clock says " + machine.now());
  }

  private static Finding port(Listener listener) {
    String where = listener.protocol() + " port " + listener.port();
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(
          new InetSocketAddress(InetAddress.getByName(listener.address()), listener.port()));
      return Finding.good(where + " is free");
    } catch (BindException e) {
      return taken(listener, where, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return Finding.error(
          where + " can't be opened on " + listener.address() + " (" + e.getMessage() + ")",
          "Look at ports.address and " + listener.key());
    }
  }

  private static Finding taken(Listener listener, String where, String reason) {
    if (reason.toLowerCase(Locale.ROOT).contains("permission")) {
      return Finding.error(
          where + " needs privilege",
          "Start as root (it is dropped at once), or set ports.offset: 10000");
    }
    if (reason.toLowerCase(Locale.ROOT).contains("assign")) {
      return Finding.error(
          listener.address() + " is not an address of this machine", "Look at ports.address");
    }
    String owner = PortOwner.of(listener.port()).map(name -> " by " + name).orElse("");
    return Finding.error(
        where + " is in use" + owner,
        listener.key().equals("ports.offset")
            ? "Stop that, or move all ports with ports.offset"
            : "Stop that, or set "
                + listener.key()
                + " (or ports.offset for all) to another port, or switch the protocol off under"
                + " protocols");
  }

  private static String readable(long bytes) {
    return bytes >= 10L << 30 ? (bytes >> 30) + " GB" : (bytes >> 20) + " MB";
  }
}
