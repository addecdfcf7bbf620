package org.pillarbox.engines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Configuration files of engines, kept as resources beside this class, with {@code ${key}}. */
final class Template {
  private Template() {}

  /**
   * Writes the resource of that name into the directory with its keys replaced.
   *
   * @throws EngineException when a key has no value
   */
  static void write(String name, Path directory, Map<String, String> values) throws IOException {
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new EngineException("Resource " + name + " is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace("${" + value.getKey() + "}", value.getValue());
      }
      if (text.contains("${")) {
        throw new EngineException(name + " has a key without a value");
      }
      Files.writeString(directory.resolve(name), text);
    }
  }
}
