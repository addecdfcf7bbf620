package org.pillarbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.server.configuration.ConfigurationLoader;
import org.pillarbox.server.configuration.PillarboxConfiguration;
import org.pillarbox.server.configuration.Setting;

/**
 * A key that nothing reads is worse than none: the admin believes in it. So each is changed alone,
 * and something that a room gets must change with it.
 */
class EveryKeyIsReadTest {
  /** Read by the command, which has tests of its own: the JVM's heap and how the log is written. */
  private static final Set<String> READ_BY_THE_COMMAND =
      Set.of("memory.heap", "log.format", "log.level");

  @TempDir private Path folder;

  /** Keys that make sense only together with others. */
  private final Map<String, String> always = new HashMap<>();

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("password"), "one\n");
    Files.writeString(folder.resolve("other-password"), "two\n");
    always.put("PILLARBOX_TLS_CERTIFICATE", "/tls/first.pem");
    always.put("PILLARBOX_TLS_KEY", "/tls/first.key");
    always.put("PILLARBOX_SMARTHOST_HOST", "first.example");
    always.put("PILLARBOX_SMARTHOST_USER", "somebody");
    always.put("PILLARBOX_SMARTHOST_PASSWORD_FILE", folder.resolve("password").toString());
  }

  @Test
  void whoeverChangesAKeyChangesWhatARoomGets() throws Exception {
    String before = rooms(Map.of());
    List<String> unread = new ArrayList<>();
    for (Setting setting : Setting.of(everything())) {
      if (!READ_BY_THE_COMMAND.contains(setting.key())
          && rooms(Map.of(setting.variable(), other(setting))).equals(before)) {
        unread.add(setting.key());
      }
    }
    assertThat(unread).as("keys that nothing reads").isEmpty();
  }

  private String other(Setting setting) {
    if (setting.key().equals("smarthost.password_file")) {
      return folder.resolve("other-password").toString();
    }
    return setting.structured() ? "[" + setting.value() + "]" : setting.value();
  }

  /** A configuration in which each key has a value that is not its default. */
  private PillarboxConfiguration everything() throws Exception {
    Path data = Files.createDirectories(folder.resolve("everything"));
    try (InputStream yaml =
        Objects.requireNonNull(
            PillarboxConfiguration.class.getResourceAsStream("everything.yaml"))) {
      Files.write(data.resolve(ConfigurationLoader.FILE), yaml.readAllBytes());
    }
    return ConfigurationLoader.load(data, Map.of(), PillarboxConfiguration.defaults()).values();
  }

  /** All that the rooms and James get from a configuration. */
  private String rooms(Map<String, String> changed) throws Exception {
    Map<String, String> variables = new HashMap<>(always);
    variables.putAll(changed);
    PillarboxConfiguration configuration =
        ConfigurationLoader.load(
                folder.resolve("nowhere"), variables, PillarboxConfiguration.defaults())
            .values();
    Certificates.Pem certificate =
        new Certificates.Pem(
            configuration.tls().certificate().orElseThrow(),
            configuration.tls().key().orElseThrow());
    RoomSettings rooms = new RoomSettings(configuration, new DataDirectory(folder));
    List<Object> all =
        List.of(
            james(new JamesSettings(configuration, configuration.hostname("box"), certificate)),
            rooms
                .storage(new CassandraEngine.Endpoint("127.0.0.1", 9042, "user", "password"))
                .passwordRounds(),
            rooms.search(URI.create("http://127.0.0.1:9200")),
            rooms.queue(),
            rooms.protection(),
            rooms.door(certificate),
            rooms.health(),
            rooms.postmaster(),
            rooms.rulebook(),
            EngineSettings.cassandra(configuration),
            EngineSettings.openSearch(configuration));
    return all.toString();
  }

  private String james(JamesSettings settings) throws IOException {
    Path target = Files.createTempDirectory(folder, "conf");
    new ConfigurationTemplates(DataDirectory.jamesTemplates()).render(settings.values(), target);
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(target)) {
      for (Path file : files.sorted().toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }
}
