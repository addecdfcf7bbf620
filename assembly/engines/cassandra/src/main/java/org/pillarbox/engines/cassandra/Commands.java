package org.pillarbox.engines.cassandra;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.cassandra.service.CassandraDaemon;
import org.apache.cassandra.service.StorageService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the appliance can ask of its Cassandra: {@code ping}, {@code flush}, {@code snapshot TAG},
 * {@code clear TAG}, {@code drain}. Answers start with {@code ok} or {@code error}.
 */
final class Commands implements UnaryOperator<String> {
  private static final Logger LOGGER = LoggerFactory.getLogger(Commands.class);
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final CassandraDaemon daemon;

  Commands(CassandraDaemon daemon) {
    this.daemon = daemon;
  }

  @Override
  public String apply(String line) {
    List<String> words = List.of(line.split(" ", 3));
    try {
      return answer(words);
    } catch (IOException | ExecutionException | RuntimeException e) {
      LOGGER.warn("Command {} failed", words.get(0), e);
      return "error " + String.valueOf(e.getMessage()).replace('\n', ' ');
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "error interrupted";
    }
  }

  private String answer(List<String> words)
      throws IOException, ExecutionException, InterruptedException {
    return switch (words.get(0)) {
      case "ping" -> daemon.isNativeTransportRunning() ? "ok" : "error CQL is not served";
      case "flush" -> flush();
      case "snapshot" -> snapshot(tag(words));
      case "clear" -> clear(tag(words));
      case "drain" -> drain();
      default -> "error unknown command; known: ping, flush, snapshot TAG, clear TAG, drain";
    };
  }

  private static String tag(List<String> words) {
    if (words.size() != 2 || !TAG.matcher(words.get(1)).matches()) {
      throw new IllegalArgumentException("expected one tag of 1 to 64 letters, digits, _ or -");
    }
    return words.get(1);
  }

  private static String flush() throws IOException {
    for (String keyspace : StorageService.instance.getNonLocalStrategyKeyspaces()) {
      StorageService.instance.forceKeyspaceFlush(keyspace);
    }
    return "ok";
  }

  private static String snapshot(String tag) throws IOException {
    // Without keyspaces named it covers all of them, and flushes each table first.
    StorageService.instance.takeSnapshot(tag, Map.of());
    return "ok " + tag;
  }

  private static String clear(String tag) {
    StorageService.instance.clearSnapshot(Map.of(), tag);
    return "ok " + tag;
  }

  private static String drain() throws IOException, ExecutionException, InterruptedException {
    StorageService.instance.drain();
    return "ok";
  }
}
