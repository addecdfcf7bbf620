package org.pillarbox.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What this is. */
@Command(
    name = "version",
    description = "Show the versions of Pillarbox and of what is inside.",
    footer = {"", "Examples:", "  pillarbox version", "  pillarbox version --json"})
final class VersionCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private JsonOption json;

  @SuppressWarnings(
      "UnusedVariable") // every command takes --data, so that scripts can always give it
  @Mixin
  private DataOption data;

  VersionCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Release release = Release.current();
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("pillarbox", release.version());
    versions.put("james", release.james());
    versions.put("cassandra", release.cassandra());
    versions.put("opensearch", release.opensearch());
    versions.put("java", Runtime.version().toString());
    if (json.wanted()) {
      json.printJson(versions);
    } else {
      versions.forEach((what, version) -> surroundings.out().printf("%-11s %s%n", what, version));
    }
    return ExitCode.OK;
  }
}
