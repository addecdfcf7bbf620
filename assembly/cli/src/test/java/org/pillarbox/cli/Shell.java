package org.pillarbox.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pillarbox.cli.machine.FakeMachine;
import org.pillarbox.server.configuration.PillarboxConfiguration;
import org.pillarbox.server.configuration.PortsConfiguration;

/** Runs commands as a person would, on one data directory. */
final class Shell {
  private final Path data;
  private final Map<String, String> environment = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String input = "";
  private boolean terminal;
  private PortsConfiguration ports = PortsConfiguration.defaults();
  private ServerStarter server = ServerStarter.real();
  private FakeMachine machine = FakeMachine.good();
  private Optional<String> scripted = Optional.empty();

  Shell(Path data) {
    this.data = data;
  }

  Shell input(String text) {
    input = text;
    return this;
  }

  Shell variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Shell onTerminal() {
    terminal = true;
    return this;
  }

  Shell ports(PortsConfiguration those) {
    ports = those;
    return this;
  }

  Shell starting(ServerStarter starter) {
    server = starter;
    return this;
  }

  Shell machine(FakeMachine that) {
    machine = that;
    return this;
  }

  /** As the script calls it when it was given that directory. */
  Shell scripted(String directory) {
    scripted = Optional.of(directory);
    return variable("PILLARBOX_DATA", data.toString());
  }

  /** Runs one command with --data added, and gives back its exit code. */
  int run(String... words) {
    String[] all = new String[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--data";
    all[words.length + 1] = data.toString();
    return raw(all);
  }

  /** Runs one command as it is. */
  int raw(String... words) {
    return Main.run(
        new Surroundings(
            environment,
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            terminal,
            PillarboxConfiguration.defaults(ports),
            machine,
            server,
            "./pillarbox",
            scripted),
        words);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
