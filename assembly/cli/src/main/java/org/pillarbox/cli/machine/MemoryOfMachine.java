package org.pillarbox.cli.machine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory, as far as the machine tells. */
final class MemoryOfMachine {
  private static final Path MEMINFO = Path.of("/proc/meminfo");

  private MemoryOfMachine() {}

  /** The JVM knows the bound of a container. */
  static long total() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  /** What could be taken without swapping; caches count as free. 0 where the kernel has no say. */
  static long available() {
    if (!Files.isReadable(MEMINFO)) {
      return 0;
    }
    try {
      return Files.readAllLines(MEMINFO).stream()
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .map(bytes -> Math.min(bytes, total()))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
