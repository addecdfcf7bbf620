package org.pillarbox.webadmin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build. */
public final class ApplianceVersion {
  private static final String VERSION = read();

  private ApplianceVersion() {}

  /** As in the root pom, such as {@code 0.1.0-SNAPSHOT}. */
  public static String text() {
    return VERSION;
  }

  private static String read() {
    Properties properties = new Properties();
    try (InputStream in = ApplianceVersion.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("version.properties was not built in", e);
    }
    return properties.getProperty("version");
  }
}
