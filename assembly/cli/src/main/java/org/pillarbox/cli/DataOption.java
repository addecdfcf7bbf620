package org.pillarbox.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pillarbox.cli.door.Door;
import org.pillarbox.cli.machine.ReadyNote;
import org.pillarbox.server.configuration.ConfigurationLoader;
import org.pillarbox.server.configuration.InvalidConfigurationException;
import org.pillarbox.server.configuration.Listener;
import org.pillarbox.server.configuration.LoadedConfiguration;
import org.pillarbox.server.configuration.PillarboxConfiguration;
import picocli.CommandLine.Option;

/** The data directory, which every command takes, and what can be had from it. */
final class DataOption {
  private final Surroundings surroundings;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data directory. Default: $PILLARBOX_DATA, else ./data.")
  private Optional<Path> given = Optional.empty();

  DataOption(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  Path path() {
    return given
        .or(
            () ->
                Optional.ofNullable(surroundings.environment().get("PILLARBOX_DATA"))
                    .filter(value -> !value.isBlank())
                    .map(Path::of))
        .orElse(Path.of("data"))
        .toAbsolutePath()
        .normalize();
  }

  /** A command for this data directory, as this person has to type it. */
  String command(String words) {
    return surroundings.command()
        + " "
        + words
        + given
            .map(Path::toString)
            .or(surroundings::data)
            .map(directory -> " --data " + quoted(directory))
            .orElse("");
  }

  /** What says to another process that it is this directory, where its variables don't. */
  List<String> words() {
    return given.map(directory -> List.of("--data", path().toString())).orElse(List.of());
  }

  /** For a shell. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** The configuration, or all that is wrong with it. */
  LoadedConfiguration configuration() throws CommandFailure {
    try {
      return ConfigurationLoader.load(path(), surroundings.environment(), surroundings.defaults());
    } catch (InvalidConfigurationException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "The configuration can't be used:\n" + indented(e.getMessage()), e);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "The configuration can't be read: " + e.getMessage(), e);
    }
  }

  /** A way to the running appliance. */
  Door door() throws CommandFailure {
    PillarboxConfiguration configuration = configuration().values();
    // What runs may have been started with other variables: what it said at its start counts.
    Optional<URI> running = ReadyNote.read(path()).map(ReadyNote::door);
    return Door.open(
        path(), running.orElseGet(() -> door(configuration)), configuration.tls().certificate());
  }

  /** Where the door is when the configuration is in force. */
  static URI door(PillarboxConfiguration configuration) {
    Listener https =
        configuration.listeners().stream()
            .filter(listener -> listener.key().equals("ports.https"))
            .findFirst()
            .orElseThrow();
    String address =
        switch (https.address()) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::" -> "[::1]";
          default -> https.address().contains(":") ? "[" + https.address() + "]" : https.address();
        };
    return URI.create("https://" + address + ":" + https.port());
  }

  private static String indented(String lines) {
    return "  " + lines.replace("\n", "\n  ");
  }
}
