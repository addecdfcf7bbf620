package org.pillarbox.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Renders James' configuration: every file that ships in {@code conf/} is copied with its {@code
 * ${key}} placeholders filled in. James' files are never edited by the administrator; what he sets
 * is in {@code pillarbox.yaml}.
 */
public final class ConfigurationTemplates {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z][a-z0-9_.-]*)\\}");

  private final Path templates;

  /**
   * Templates of a folder.
   *
   * @param templates the folder as shipped
   */
  public ConfigurationTemplates(Path templates) {
    this.templates = templates;
  }

  /**
   * Writes every file of the folder, rendered, to another folder.
   *
   * @param values what stands for each key; XML files get it escaped
   * @throws IOException when a file can't be read or written
   * @throws IllegalStateException when a file names a key that has no value: a fault of the build,
   *     told with file and key
   */
  public void render(Map<String, String> values, Path target) throws IOException {
    try (Stream<Path> files = Files.list(templates)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        boolean xml = file.getFileName().toString().endsWith(".xml");
        String text = fill(file, Files.readString(file, UTF_8), values, xml);
        Files.writeString(target.resolve(file.getFileName().toString()), text, UTF_8);
      }
    }
  }

  private static String fill(Path file, String text, Map<String, String> values, boolean xml) {
    List<String> missing =
        List.copyOf(
            new TreeSet<>(
                PLACEHOLDER
                    .matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .filter(key -> !values.containsKey(key))
                    .toList()));
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          file.getFileName() + " names keys without a value: " + missing);
    }
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    xml ? escape(values.get(found.group(1))) : values.get(found.group(1))));
  }

  private static String escape(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
