package org.pillarbox.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.pillarbox.tracking.LogLines;
import org.slf4j.LoggerFactory;

/** What a logger writes, as the lines of the log file in both forms, read as a script would. */
final class LoggedLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern FIELD =
      Pattern.compile(" ([a-z]+)=(\"(?:[^\"\\\\]|\\\\.)*\"|[^ \"]*)");

  private final Logger logger;
  private final LogLines text = new LogLines();
  private final LogLines json = new LogLines();
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final List<String> jsons = new CopyOnWriteArrayList<>();

  private LoggedLines(Logger logger) {
    this.logger = logger;
    text.setFormat("text");
    json.setFormat("json");
  }

  static LoggedLines of(String name) {
    Logger logger = (Logger) LoggerFactory.getLogger(name);
    LoggedLines lines = new LoggedLines(logger);
    lines.setContext(logger.getLoggerContext());
    lines.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
    return lines;
  }

  @Override
  protected void append(ILoggingEvent event) {
    texts.add(new String(text.encode(event), UTF_8).strip());
    jsons.add(new String(json.encode(event), UTF_8));
  }

  /** Waits for a line with these fields. */
  Map<String, String> await(Predicate<Map<String, String>> wanted) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> texts.stream().map(LoggedLines::fields).filter(wanted).findFirst(),
            found -> found.isPresent())
        .orElseThrow();
  }

  /** The same line of the log in JSON. */
  JsonNode json(Predicate<JsonNode> wanted) {
    return jsons.stream().map(LoggedLines::parsed).filter(wanted).findFirst().orElseThrow();
  }

  static Map<String, String> fields(String line) {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher field = FIELD.matcher(line);
    while (field.find()) {
      fields.put(field.group(1), field.group(2).replaceAll("^\"|\"$", ""));
    }
    return fields;
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }

  @Override
  public void close() {
    logger.detachAppender(this);
  }
}
