package org.pillarbox.engines;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How OpenSearch is started: its JVM, its configuration directory. */
final class OpenSearchRecipe implements Recipe {
  private static final String MAIN = "org.pillarbox.engines.opensearch.OpenSearchMain";
  // Not "yellow": an index that is lost must not keep the appliance from starting.
  private static final String SETTLED =
      "/_cluster/health?wait_for_no_initializing_shards=true&timeout=700ms";

  private final OpenSearchConfiguration configuration;
  private final HttpProbe probe;

  OpenSearchRecipe(OpenSearchConfiguration configuration, URI uri) {
    this.configuration = configuration;
    this.probe = new HttpProbe(uri.resolve(SETTLED));
  }

  // Not in the tree: OpenSearch writes its keystore here at its first start.
  private static Path configurationDirectory(EngineDirectories directories) {
    return directories.run().resolve("config");
  }

  @Override
  public String name() {
    return "opensearch";
  }

  @Override
  public List<Port> ports() {
    return List.of(
        new Port("engines.opensearch.port", configuration.port()),
        new Port("engines.opensearch.transportPort", configuration.transportPort()));
  }

  @Override
  public Path programs(EngineTree tree) {
    return tree.opensearch();
  }

  @Override
  public void prepare(EngineDirectories directories, EngineTree tree) throws IOException {
    Map<String, String> values =
        Map.of(
            "store", directories.store().toString(),
            "logs", directories.logs().toString(),
            "log", directories.log().toString(),
            "address", Loopback.ADDRESS,
            "port", Integer.toString(configuration.port()),
            "transportPort", Integer.toString(configuration.transportPort()));
    Path target = configurationDirectory(directories);
    Files.createDirectories(target);
    Template.write("opensearch.yml", target, values);
    Template.write("log4j2.properties", target, values);
  }

  @Override
  public List<String> arguments(EngineDirectories directories, EngineTree tree) {
    Path home = tree.opensearch();
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            "-Xms" + configuration.maxHeapMegabytes() + "m",
            "-Xmx" + configuration.maxHeapMegabytes() + "m",
            "-Xss1m",
            "-XX:+UseSerialGC",
            "-XX:MaxDirectMemorySize=64m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-XX:-OmitStackTraceInFastThrow",
            "-XX:ErrorFile=" + directories.logs().resolve("hs_err.log"),
            "-Djava.io.tmpdir=" + directories.tmp(),
            "-Djava.security.manager=allow",
            "-Djava.locale.providers=SPI,COMPAT",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-Djna.nosys=true",
            "-Dio.netty.noUnsafe=true",
            "-Dio.netty.noKeySetOptimization=true",
            "-Dio.netty.recycler.maxCapacityPerThread=0",
            "-Dio.netty.allocator.numDirectArenas=0",
            "-Dlog4j.shutdownHookEnabled=false",
            "-Dlog4j2.disable.jmx=true",
            "-Dopensearch.networkaddress.cache.ttl=60",
            "-Dopensearch.networkaddress.cache.negative.ttl=10",
            "-Dopensearch.path.home=" + home,
            "-Dopensearch.path.conf=" + configurationDirectory(directories),
            "-Dopensearch.distribution.type=zip",
            "-Dopensearch.bundled_jdk=false"));
    arguments.addAll(configuration.jvmOptions());
    arguments.addAll(List.of("-cp", home + "/*:" + home.resolve("lib") + "/*", MAIN));
    return arguments;
  }

  @Override
  public String input() {
    return "";
  }

  @Override
  public boolean answers() {
    return probe.answers();
  }

  @Override
  public void beforeStop(EngineDirectories directories, Duration timeout) {
    // SIGTERM is all it needs: it closes its shards in order.
  }

  @Override
  public Duration startTimeout() {
    return configuration.startTimeout();
  }
}
