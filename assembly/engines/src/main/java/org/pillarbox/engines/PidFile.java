package org.pillarbox.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which process an engine is, and whose child, so that the next start can end one that
 * outlived its parent. Two lines: the engine, the parent. A process is ended only when number,
 * start and boot are those written down, and never while the parent that wrote it lives.
 */
final class PidFile {
  private static final Logger LOGGER = LoggerFactory.getLogger(PidFile.class);
  private static final Duration LEFTOVER_DRAINS = Duration.ofSeconds(10);
  private static final Duration KILLED = Duration.ofSeconds(5);

  private final Path path;

  PidFile(Path path) {
    this.path = path;
  }

  void write(long pid) throws IOException {
    Optional<ProcessIdentity> engine = ProcessIdentity.of(pid);
    if (engine.isEmpty()) {
      // It is dead already, and whoever waits for it will see that.
      return;
    }
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    Files.writeString(fresh, engine.get().asLine() + "\n" + ProcessIdentity.self().asLine() + "\n");
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }

  /**
   * Ends the process of a parent that is gone and waits for its end.
   *
   * @throws EngineException when its parent lives (the data directory is in use) or it won't end
   */
  void endLeftover(String name, Progress progress) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<String> lines = Files.readAllLines(path);
    Optional<ProcessIdentity> engine = line(lines, 0);
    Optional<ProcessIdentity> parent = line(lines, 1);
    if (engine.isPresent() && engine.get().alive()) {
      if (parent.isPresent()
          && parent.get().alive()
          && parent.get().pid() != ProcessHandle.current().pid()) {
        throw new EngineException(
            name + " of this data directory is in use by process " + parent.get().pid());
      }
      progress.step(name + ": ending process " + engine.get().pid() + " of an earlier start");
      end(engine.get().pid(), name);
    }
    delete();
  }

  private static Optional<ProcessIdentity> line(List<String> lines, int index) {
    return index < lines.size() ? ProcessIdentity.parse(lines.get(index)) : Optional.empty();
  }

  private static void end(long pid, String name) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isEmpty()) {
      return;
    }
    LOGGER.info("Ending {} process {}, whose parent is gone", name, pid);
    process.get().destroy();
    if (!ended(process.get(), LEFTOVER_DRAINS)) {
      process.get().destroyForcibly();
      if (!ended(process.get(), KILLED)) {
        throw new EngineException(name + " process " + pid + " of an earlier start does not end");
      }
    }
  }

  private static boolean ended(ProcessHandle process, Duration within) {
    CompletableFuture<ProcessHandle> exit = process.onExit();
    try {
      exit.get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new EngineException("Can't wait for process " + process.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("Interrupted while waiting for process " + process.pid(), e);
    }
  }
}
