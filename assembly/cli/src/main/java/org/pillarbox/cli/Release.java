package org.pillarbox.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;

/**
 * What this build is.
 *
 * @param version of Pillarbox
 * @param built not before this time; a clock that shows less is wrong
 * @param james version inside
 * @param cassandra version inside
 * @param opensearch version inside
 */
public record Release(
    String version, Instant built, String james, String cassandra, String opensearch) {

  /** Read from the file that the build filled in. */
  public static Release current() {
    Properties properties = new Properties();
    try (InputStream file =
        Objects.requireNonNull(Release.class.getResourceAsStream("version.properties"))) {
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Release(
        properties.getProperty("version"),
        Instant.parse(properties.getProperty("built")),
        properties.getProperty("james"),
        properties.getProperty("cassandra"),
        properties.getProperty("opensearch"));
  }
}
