package org.pillarbox.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.MDC;

class LogLinesTest {
  @TempDir private Path logs;

  @AfterEach
  void forget() {
    System.clearProperty("pillarbox.logs");
    System.clearProperty("pillarbox.log.format");
    System.clearProperty("pillarbox.log.level");
  }

  @Test
  void textShowsTimeLevelMessageAndFields() throws Exception {
    List<String> lines =
        written(
            "text",
            log ->
                log.atInfo().addKeyValue("id", "Mail1").addKeyValue("reply", "250 ok").log("sent"));

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .matches(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  test sent"
                + " id=Mail1 reply=\"250 ok\"");
  }

  @Test
  void nobodyOutsideCanForgeALine() throws Exception {
    String evil = "550 no\r\n2026-11-23T00:00:00.000Z INFO  login\u2028x\u202ey\u0085\u0000 \"a=b";

    List<String> lines =
        written(
            "text",
            log -> {
              log.atInfo().addKeyValue("reply", evil).log("refused: {}", evil);
              log.error("failed", new IllegalStateException("one\ntwo 2026-11-23 INFO forged"));
            });

    assertThat(lines.get(0))
        .contains("refused: 550 no\\r\\n2026-11-23")
        .contains("reply=\"550 no\\r\\n")
        .contains("\\u2028")
        .contains("\\u202e")
        .contains("\\u0000")
        .contains("\\\"a=b\"");
    assertThat(lines.get(1)).contains("ERROR test failed");
    assertThat(lines.subList(2, lines.size())).allMatch(line -> line.startsWith("  "));
  }

  @Test
  void jsonIsOneObjectPerLineWithTheFieldsAtTheTop() throws Exception {
    List<String> lines =
        written(
            "json",
            log -> {
              log.atInfo()
                  .addKeyValue("id", "Mail1")
                  .addKeyValue("delay", 12L)
                  .addKeyValue("message", "taken")
                  .log("mail {} sent\n", 17);
              log.error("failed", new IllegalStateException("one\ntwo"));
            });

    assertThat(lines).hasSize(2);
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertThat(first.path("message").asText()).isEqualTo("mail 17 sent\n");
    assertThat(first.path("id").asText()).isEqualTo("Mail1");
    assertThat(first.path("delay").isIntegralNumber()).isTrue();
    assertThat(first.path("value.message").asText()).isEqualTo("taken");
    assertThat(first.path("level").asText()).isEqualTo("INFO");
    assertThat(new ObjectMapper().readTree(lines.get(1)).path("exception").asText())
        .contains("IllegalStateException: one\ntwo");
  }

  @Test
  void theSameStackIsWrittenOnceAMinute() throws Exception {
    List<String> lines =
        written(
            "text",
            log -> {
              for (int i = 0; i < 3; i++) {
                log.error("no " + i, new IllegalStateException("away " + i));
              }
              log.error("other", new IllegalStateException("elsewhere"));
            });

    assertThat(lines)
        .filteredOn(line -> line.contains("lambda$theSameStackIsWrittenOnceAMinute"))
        .hasSize(2);
    assertThat(lines).filteredOn(line -> line.contains("less than a minute ago")).hasSize(2);
    assertThat(lines).anyMatch(line -> line.contains("no 2"));
    assertThat(lines).anyMatch(line -> line.contains("IllegalStateException: away 2 ("));
  }

  @Test
  void aLineHasABound() throws Exception {
    List<String> lines = written("text", log -> log.info("x".repeat(100_000)));

    assertThat(lines.get(0)).hasSizeLessThan(17_000).endsWith("...");
  }

  @Test
  void whatJamesWouldLogOfRequestsIsOff() throws Exception {
    List<String> lines =
        written(
            "text",
            log ->
                ((ch.qos.logback.classic.Logger) log)
                    .getLoggerContext()
                    .getLogger("org.apache.james.webadmin.mdc.LoggingResponseFilter")
                    .error("secret"));

    assertThat(lines).isEmpty();
  }

  @Test
  void anUnknownFormatIsNamed() {
    assertThatThrownBy(() -> new LogLines().setFormat("xml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("xml");
  }

  private List<String> written(String format, Consumer<Logger> logging) throws Exception {
    System.setProperty("pillarbox.logs", logs.toString());
    System.setProperty("pillarbox.log.format", format);
    System.setProperty("pillarbox.log.level", "INFO");
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(MDC.getMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogLines.class.getResource("logback.xml"));
    logging.accept(context.getLogger("org.example.test"));
    context.stop();
    return Files.readAllLines(logs.resolve("pillarbox.log"));
  }
}
