package org.pillarbox.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.pillarbox.server.configuration.LogConfiguration;

/**
 * Where the appliance's log goes and how it looks. Logback reads these properties when the first
 * class of the server asks for a logger, so they are set before that.
 */
final class LogFiles {
  private LogFiles() {}

  static void use(LogConfiguration log, Path data) {
    String format = log.format().name().toLowerCase(Locale.ROOT);
    System.setProperty("pillarbox.logs", data.resolve("logs").toString());
    System.setProperty("pillarbox.log.level", log.level().name());
    System.setProperty("pillarbox.log.format", format);
    System.setProperty("logback.configurationFile", "org/pillarbox/tracking/logback.xml");
  }
}
