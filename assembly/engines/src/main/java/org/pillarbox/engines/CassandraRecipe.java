package org.pillarbox.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How Cassandra is started: its JVM, its yaml, its control socket. */
final class CassandraRecipe implements Recipe {
  private static final String MAIN = "org.pillarbox.engines.cassandra.CassandraMain";
  // Longer than any JVM runs: Cassandra's task that makes the well-known superuser never comes.
  private static final String NEVER_MS = "2000000000000";

  private final CassandraConfiguration configuration;
  private final Credentials credentials;

  CassandraRecipe(CassandraConfiguration configuration, Credentials credentials) {
    this.configuration = configuration;
    this.credentials = credentials;
  }

  static Path socket(EngineDirectories directories) {
    return directories.run().resolve("control");
  }

  @Override
  public String name() {
    return "cassandra";
  }

  @Override
  public List<Port> ports() {
    return List.of(
        new Port("engines.cassandra.port", configuration.port()),
        new Port("engines.cassandra.storagePort", configuration.storagePort()));
  }

  @Override
  public Path programs(EngineTree tree) {
    return tree.cassandra();
  }

  @Override
  public void prepare(EngineDirectories directories, EngineTree tree) throws IOException {
    Map<String, String> values =
        Map.of(
            "store", directories.store().toString(),
            "address", Loopback.ADDRESS,
            "port", Integer.toString(configuration.port()),
            "storagePort", Integer.toString(configuration.storagePort()),
            "log", directories.log().toString());
    Template.write("cassandra.yaml", directories.run(), values);
    Template.write("cassandra-logback.xml", directories.run(), values);
  }

  @Override
  public List<String> arguments(EngineDirectories directories, EngineTree tree) {
    Path lib = tree.cassandra().resolve("lib");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            "-Xms128m",
            "-Xmx" + configuration.maxHeapMegabytes() + "m",
            "-Xss256k",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-XX:ErrorFile=" + directories.logs().resolve("hs_err.log"),
            "-javaagent:" + jamm(lib),
            "-Djdk.attach.allowAttachSelf=true",
            "-Djava.io.tmpdir=" + directories.tmp(),
            "-Dcassandra.config=file:" + directories.run().resolve("cassandra.yaml"),
            "-Dcassandra.storagedir=" + directories.store(),
            "-Dcassandra.logdir=" + directories.logs(),
            "-Dlogback.configurationFile=" + directories.run().resolve("cassandra-logback.xml"),
            "-Dcassandra-foreground=yes",
            // Else each task renames its thread, by a call into the kernel.
            "-Dcassandra.set_sep_thread_name=false",
            "-Dcassandra.ring_delay_ms=100",
            "-Dcassandra.skip_wait_for_gossip_to_settle=0",
            "-Dcassandra.superuser_setup_delay_ms=" + NEVER_MS));
    arguments.addAll(configuration.jvmOptions());
    arguments.addAll(Modules.forCassandra());
    arguments.addAll(List.of("-cp", lib + "/*", MAIN, socket(directories).toString()));
    return arguments;
  }

  private static Path jamm(Path lib) {
    try (Stream<Path> jars = Files.list(lib)) {
      return jars.filter(jar -> String.valueOf(jar.getFileName()).startsWith("jamm-"))
          .findFirst()
          .orElseThrow(() -> new EngineException("No jamm agent in " + lib));
    } catch (IOException e) {
      throw new EngineException("Can't list " + lib, e);
    }
  }

  @Override
  public String input() {
    return credentials.user() + "\n" + credentials.password() + "\n";
  }

  @Override
  public boolean answers() {
    return CqlProbe.answers(Loopback.ADDRESS, configuration.port());
  }

  @Override
  public void beforeStop(EngineDirectories directories, Duration timeout) throws IOException {
    new ControlClient(socket(directories)).ask("drain", timeout);
  }

  @Override
  public Duration startTimeout() {
    return configuration.startTimeout();
  }
}
