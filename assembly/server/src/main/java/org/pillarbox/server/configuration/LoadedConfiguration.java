package org.pillarbox.server.configuration;

import java.util.Map;

/**
 * A configuration and where each of its settings came from.
 *
 * @param values the settings
 * @param origins by key, only those that are not defaults
 */
public record LoadedConfiguration(PillarboxConfiguration values, Map<String, Origin> origins) {
  /** Copies the map. */
  public LoadedConfiguration {
    origins = Map.copyOf(origins);
  }

  /** The effective configuration as {@code key: value}, each with where it came from. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    for (Setting setting : Setting.of(values)) {
      Origin origin = origins.getOrDefault(setting.key(), Origin.DEFAULT);
      text.append(
          String.format(
              "%-36s %-30s # %s%n",
              setting.key() + ":", setting.value().isEmpty() ? "-" : setting.value(), origin));
    }
    return text.toString();
  }
}
