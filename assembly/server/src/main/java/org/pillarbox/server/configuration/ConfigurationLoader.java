package org.pillarbox.server.configuration;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code pillarbox.yaml} and the environment. */
public final class ConfigurationLoader {
  /** Name of the file in the data directory. */
  public static final String FILE = "pillarbox.yaml";

  private ConfigurationLoader() {}

  /**
   * Reads the configuration of a data directory. No file means no settings. Relative paths in it,
   * and in the environment, start from the data directory, wherever the command was called.
   *
   * @param data the data directory
   * @param variables the environment
   * @param defaults values of what is not set
   * @throws InvalidConfigurationException with every problem that there is
   * @throws IOException if the file is there and can't be read
   */
  public static LoadedConfiguration load(
      Path data, Map<String, String> variables, PillarboxConfiguration defaults)
      throws InvalidConfigurationException, IOException {
    Path file = data.resolve(FILE);
    return read(text(file), file.toString(), data, variables, defaults);
  }

  static LoadedConfiguration read(
      String yaml, String source, Map<String, String> variables, PillarboxConfiguration defaults)
      throws InvalidConfigurationException {
    return read(yaml, source, Path.of(""), variables, defaults);
  }

  private static LoadedConfiguration read(
      String yaml,
      String source,
      Path data,
      Map<String, String> variables,
      PillarboxConfiguration defaults)
      throws InvalidConfigurationException {
    List<Problem> problems = new ArrayList<>();
    Tree file = YamlTree.read(yaml, new Origin(source, 0), problems);
    Tree all = Environment.overlay(file, variables, Setting.of(defaults), problems);
    RecordBinder binder = new RecordBinder(data, problems);
    Optional<PillarboxConfiguration> bound = binder.bind(all, defaults);
    if (bound.isEmpty() || !problems.isEmpty()) {
      throw new InvalidConfigurationException(problems);
    }
    return new LoadedConfiguration(bound.get(), binder.origins());
  }

  private static String text(Path file) throws IOException {
    if (Files.notExists(file)) {
      return "";
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not a text in UTF-8", e);
    }
  }
}
