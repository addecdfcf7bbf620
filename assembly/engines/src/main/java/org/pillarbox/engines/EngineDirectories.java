package org.pillarbox.engines;

import java.nio.file.Path;

/**
 * Where one engine keeps its things below the data directory.
 *
 * @param data the appliance's data directory
 * @param name the engine's name
 */
record EngineDirectories(Path data, String name) {
  EngineDirectories {
    data = data.toAbsolutePath().normalize();
  }

  /** What must survive. */
  Path store() {
    return data.resolve(name);
  }

  Path logs() {
    return data.resolve("logs").resolve(name);
  }

  /** Configuration written at each start, and sockets; mode 0700. */
  Path run() {
    return data.resolve("run").resolve(name);
  }

  Path tmp() {
    return data.resolve("tmp").resolve(name);
  }

  /** Written by us, not by the engine. */
  Path pidFile() {
    return data.resolve("run").resolve(name + ".pid");
  }

  /** What the process writes before or beside its own log. */
  Path console() {
    return logs().resolve("console.log");
  }

  Path log() {
    return logs().resolve(name + ".log");
  }
}
