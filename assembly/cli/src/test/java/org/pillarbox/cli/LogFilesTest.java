package org.pillarbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pillarbox.server.configuration.LogConfiguration;
import org.pillarbox.server.configuration.LogConfiguration.Format;
import org.pillarbox.server.configuration.LogConfiguration.Level;

class LogFilesTest {
  @TempDir private Path data;

  @Test
  void as_text_there_is_one_line_per_event() throws Exception {
    assertThat(written(Format.TEXT, Level.INFO))
        .matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z +INFO .*LogFilesTest.*mail 17 sent\n");
  }

  @Test
  void as_json_there_is_one_object_per_line() throws Exception {
    assertThat(written(Format.JSON, Level.INFO))
        .startsWith("{")
        .endsWith("}\n")
        .contains("\"level\":\"INFO\"")
        .contains("mail 17 sent");
  }

  @Test
  void the_level_is_the_one_that_is_set() throws Exception {
    assertThat(written(Format.TEXT, Level.WARN)).isEmpty();
  }

  private String written(Format format, Level level) throws Exception {
    Files.createDirectories(data.resolve("logs"));
    LogFiles.use(new LogConfiguration(format, level), data);
    URL file =
        Objects.requireNonNull(
            getClass()
                .getClassLoader()
                .getResource(System.getProperty("logback.configurationFile")));
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(file);
    context.getLogger(LogFilesTest.class).info("mail {} sent", 17);
    context.stop();
    return Files.readString(data.resolve("logs/pillarbox.log"));
  }
}
