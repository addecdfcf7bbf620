package org.pillarbox.tracking;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.event.KeyValuePair;

/**
 * Writes what is logged, one event a line (a stack trace follows indented, see {@link Traces}), as
 * {@link LogFormat} says; bounded and escaped, see {@link LogText}. Named in {@code logback.xml}.
 */
public final class LogLines extends EncoderBase<ILoggingEvent> {
  private static final int MESSAGE = 16 * 1024;
  private static final int VALUE = 2 * 1024;
  private static final int TRACE = 64 * 1024;
  private static final byte[] NOTHING = new byte[0];
  private static final Set<String> RESERVED =
      Set.of("ts", "level", "logger", "thread", "message", "mdc", "exception");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Traces traces = new Traces();
  private LogFormat format = LogFormat.TEXT;

  /**
   * Called by logback with the setting's text.
   *
   * @throws IllegalArgumentException when it is neither {@code text} nor {@code json}
   */
  public void setFormat(String name) {
    for (LogFormat known : LogFormat.values()) {
      if (known.name().equalsIgnoreCase(name)) {
        format = known;
        return;
      }
    }
    throw new IllegalArgumentException("log.format: '" + name + "'; allowed are text and json");
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    String line =
        switch (format) {
          case TEXT -> text(event);
          case JSON -> json(event) + "\n";
        };
    return line.getBytes(StandardCharsets.UTF_8);
  }

  private String text(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(256);
    line.append(time(event))
        .append(' ')
        .append(String.format("%-5s", event.getLevel()))
        .append(' ')
        .append(shortName(event.getLoggerName()))
        .append(' ')
        .append(LogText.escaped(event.getFormattedMessage(), MESSAGE));
    for (KeyValuePair pair : pairs(event)) {
      line.append(' ')
          .append(LogText.escaped(pair.key, VALUE))
          .append('=')
          .append(LogText.value(String.valueOf(pair.value), VALUE));
    }
    line.append('\n');
    trace(event)
        .ifPresent(
            trace ->
                trace
                    .lines()
                    .forEach(
                        step ->
                            line.append("  ").append(LogText.escaped(step, VALUE)).append('\n')));
    return line.toString();
  }

  private String json(ILoggingEvent event) {
    ObjectNode line =
        JsonNodeFactory.instance
            .objectNode()
            .put("ts", time(event))
            .put("level", event.getLevel().toString())
            .put("logger", event.getLoggerName())
            .put("thread", event.getThreadName())
            .put("message", cut(event.getFormattedMessage(), MESSAGE));
    for (KeyValuePair pair : pairs(event)) {
      put(line, pair);
    }
    if (!event.getMDCPropertyMap().isEmpty()) {
      ObjectNode context = line.putObject("mdc");
      event.getMDCPropertyMap().forEach((key, value) -> context.put(key, cut(value, VALUE)));
    }
    trace(event).ifPresent(trace -> line.put("exception", trace));
    return line.toString();
  }

  private static void put(ObjectNode line, KeyValuePair pair) {
    String key = RESERVED.contains(pair.key) ? "value." + pair.key : pair.key;
    if (pair.value instanceof Long || pair.value instanceof Integer) {
      line.put(key, ((Number) pair.value).longValue());
    } else {
      line.put(key, cut(String.valueOf(pair.value), VALUE));
    }
  }

  private static List<KeyValuePair> pairs(ILoggingEvent event) {
    return Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of());
  }

  private Optional<String> trace(ILoggingEvent event) {
    return traces.of(event).map(trace -> cut(trace, TRACE));
  }

  private static String time(ILoggingEvent event) {
    return TIME.format(Instant.ofEpochMilli(event.getTimeStamp()));
  }

  private static String shortName(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }

  private static String cut(String text, int most) {
    return text == null || text.length() <= most
        ? String.valueOf(text)
        : text.substring(0, most) + "...";
  }
}
