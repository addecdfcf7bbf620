package org.pillarbox.cli;

import java.io.Console;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.pillarbox.cli.machine.Machine;
import org.pillarbox.server.configuration.PillarboxConfiguration;
import org.pillarbox.server.configuration.PortsConfiguration;

/**
 * All that a command takes from around it, so that a test can give it other things.
 *
 * @param environment variables
 * @param out for what was asked for
 * @param err for what went wrong
 * @param in for passwords
 * @param terminal whether a person reads along; only then is a password shown without being asked
 * @param defaults settings of this kind of installation
 * @param machine what the appliance would run on
 * @param server starts the appliance
 * @param command how this person calls the command, for messages
 * @param data the data directory as this person gave it to the script, which keeps it to itself
 */
public record Surroundings(
    Map<String, String> environment,
    PrintWriter out,
    PrintWriter err,
    InputStream in,
    boolean terminal,
    PillarboxConfiguration defaults,
    Machine machine,
    ServerStarter server,
    String command,
    Optional<String> data) {

  /** Set by the script on a checkout, where every port is 10,000 higher. */
  static final String OFFSET_PROPERTY = "pillarbox.ports.offset";

  /** Those of this process. */
  @SuppressWarnings("SystemConsoleNull") // true from JDK 22 on; Pillarbox runs on 17 only
  static Surroundings real() {
    int offset =
        Optional.ofNullable(System.getProperty(OFFSET_PROPERTY)).map(Integer::parseInt).orElse(0);
    Console console = System.console();
    return new Surroundings(
        System.getenv(),
        new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true),
        new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true),
        System.in,
        console != null,
        PillarboxConfiguration.defaults(PortsConfiguration.defaults(offset)),
        Machine.real(),
        ServerStarter.real(),
        System.getProperty("pillarbox.command", "pillarbox"),
        Optional.ofNullable(System.getProperty("pillarbox.data")));
  }
}
