package org.pillarbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The script around the Java half, with a stand-in for Java that says what it was called with. It
 * runs without root here, where it can: what it does as root changes the machine.
 */
class ScriptTest {
  private static final String JAVA =
      """
      #!/bin/bash
      for word in "$@"; do
        if [[ $word == jvm-options ]]; then
          if [[ -n ${BROKEN:-} ]]; then echo "wrong setting" >&2; exit 1; fi
          printf -- '-Xmx333m\\nfree-ports\\n'
          exit 0
        fi
      done
      echo "data=$PILLARBOX_DATA"
      if [[ -n ${PILLARBOX_ADMIN_PASSWORD_FILE:-} ]]; then
        echo "password=$(cat "$PILLARBOX_ADMIN_PASSWORD_FILE") for $(id -un)"
      fi
      printf '[%s]' "$@"
      """;

  private Path root;
  private Path tree;
  private Path jdk;

  @BeforeEach
  void layOut() throws Exception {
    root = Files.createTempDirectory("a script's place");
    tree = root.resolve("the tree");
    jdk = root.resolve("the jdk");
    for (String folder : List.of("the tree/bin", "the tree/lib", "the jdk/bin", "work")) {
      Files.createDirectories(root.resolve(folder));
    }
    Files.copy(script(), tree.resolve("bin/pillarbox"));
    Files.writeString(tree.resolve("bin/java.options"), "");
    Files.writeString(jdk.resolve("bin/java"), JAVA);
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
    try (var files = Files.walk(root)) {
      for (Path file : files.toList()) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  @AfterEach
  void clear() throws IOException {
    try (var files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void words_reach_the_command_as_they_are_and_data_becomes_absolute() throws Exception {
    String said = said(0, Map.of(), "user", "add", "ann@x.org", "--data", "my data", "--json");
    assertThat(said)
        .contains("data=" + root.resolve("work/my data"))
        .contains("[-Dpillarbox.data=my data]")
        .contains("[org.pillarbox.cli.Main][user][add][ann@x.org][--json]")
        .contains("[-Dpillarbox.engines=" + tree.resolve("engines") + "]")
        .contains("[" + tree.resolve("lib/*") + "]")
        .doesNotContain("java.options");
  }

  @Test
  void data_may_be_given_in_three_ways() throws Exception {
    assertThat(said(0, Map.of(), "status", "--data=/x y"))
        .contains("data=/x y\n")
        .contains("[-Dpillarbox.data=/x y]");
    assertThat(said(0, Map.of("PILLARBOX_DATA", "/from/there"), "status"))
        .contains("data=/from/there\n")
        .doesNotContain("pillarbox.data=");
    assertThat(said(0, Map.of(), "status")).contains("data=" + tree.resolve("data") + "\n");
  }

  @Test
  void up_gets_the_heap_of_the_settings_and_the_options_of_the_tree() throws Exception {
    assertThat(said(0, Map.of("PILLARBOX_JAVA_OPTIONS", "-Da=b -Dc=d"), "up", "you@x.org"))
        .contains("[@" + tree.resolve("bin/java.options") + "][-Xmx333m]")
        .contains("[-Da=b][-Dc=d]")
        .contains("[org.pillarbox.cli.Main][up][you@x.org]");
  }

  @Test
  void wrong_settings_stop_it_before_the_appliance_starts() throws Exception {
    assertThat(said(1, Map.of("BROKEN", "1"), "up")).isEqualTo("wrong setting\n");
  }

  @Test
  void another_java_than_17_is_not_taken() throws Exception {
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"21.0.1\"\n");
    // The machine's own Java 17 is found instead, and has no appliance to run.
    assertThat(said(1, Map.of(), "status")).doesNotContain("data=");
  }

  @Test
  void a_home_without_libraries_is_told() throws Exception {
    assertThat(said(1, Map.of("PILLARBOX_HOME", root.toString()), "status"))
        .contains("PILLARBOX_HOME is " + root + ", which holds no lib directory.");
  }

  @Test
  void a_password_that_only_root_may_read_reaches_the_user_and_no_command_line() throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root") && exists("pillarbox"),
        "root and the user pillarbox are needed");
    Path secret = root.resolve("only for root");
    Files.writeString(secret, "s3cret\nnot this\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Path data = root.resolve("data of root");

    String said =
        said(
            List.of(),
            0,
            Map.of("PILLARBOX_ADMIN_PASSWORD_FILE", secret.toString()),
            "up",
            "--data",
            data.toString());

    assertThat(said).contains("password=s3cret for pillarbox\n");
    assertThat(said.lines().filter(line -> line.startsWith("["))).noneMatch(w -> w.contains("s3c"));
    Path handed = data.resolve("run/admin-password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(handed)))
        .isEqualTo("rw-------");
    assertThat(Files.getOwner(handed).getName()).isEqualTo("pillarbox");
  }

  private static boolean exists(String user) throws Exception {
    return new ProcessBuilder("id", user).start().waitFor() == 0;
  }

  @Test
  void tests_need_a_checkout() throws Exception {
    assertThat(said(1, Map.of(), "test")).contains("this is not a checkout");
  }

  private String said(int expected, Map<String, String> environment, String... words)
      throws Exception {
    boolean root = System.getProperty("user.name").equals("root");
    List<String> withoutRoot =
        List.of("setpriv", "--reuid", "10001", "--regid", "10001", "--clear-groups");
    return said(root ? withoutRoot : List.of(), expected, environment, words);
  }

  private String said(
      List<String> before, int expected, Map<String, String> environment, String... words)
      throws Exception {
    List<String> line = new ArrayList<>(before);
    line.add(tree.resolve("bin/pillarbox").toString());
    line.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(root.resolve("work").toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PILLARBOX_"));
    builder.environment().put("PILLARBOX_JAVA_HOME", jdk.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isEqualTo(expected);
    return said;
  }

  private static Path script() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isExecutable(folder.resolve("pillarbox"))
        || Files.isDirectory(folder.resolve("pillarbox"))) {
      folder = Objects.requireNonNull(folder.getParent(), "the script is not above here");
    }
    return folder.resolve("pillarbox");
  }
}
