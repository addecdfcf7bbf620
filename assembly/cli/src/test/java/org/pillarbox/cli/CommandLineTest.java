package org.pillarbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pillarbox.cli.machine.FakeMachine;
import org.pillarbox.server.configuration.PillarboxConfiguration;
import org.pillarbox.webadmin.TokenScope;
import org.pillarbox.webadmin.TokenVerdict;
import org.pillarbox.webadmin.Tokens;
import picocli.CommandLine;

class CommandLineTest {
  @TempDir private Path data;

  @Test
  void every_command_explains_itself_with_examples_and_takes_data() {
    CommandLine root =
        Main.commandLine(
            new Surroundings(
                Map.of(),
                new PrintWriter(Writer.nullWriter()),
                new PrintWriter(Writer.nullWriter()),
                System.in,
                false,
                PillarboxConfiguration.defaults(),
                FakeMachine.good(),
                ServerStarter.real(),
                "pillarbox",
                Optional.empty()));
    List<CommandLine> all = new ArrayList<>(List.of(root));
    for (int i = 0; i < all.size(); i++) {
      all.addAll(all.get(i).getSubcommands().values());
    }
    assertThat(all).hasSizeGreaterThan(35);
    for (CommandLine command : all) {
      String name = command.getCommandSpec().qualifiedName();
      assertThat(command.getUsageMessage()).as(name).contains("Examples:");
      assertThat(command.getCommandSpec().usageMessage().description()).as(name).isNotEmpty();
      assertThat(command.getUsageMessage().lines())
          .as(name)
          .allSatisfy(line -> assertThat(line.length()).isLessThan(100));
      if (command.getSubcommands().isEmpty()) {
        assertThat(command.getUsageMessage()).as(name).contains("--data");
      }
    }
  }

  @Test
  void help_goes_to_standard_output_and_is_no_failure() {
    Shell shell = new Shell(data);
    assertThat(shell.raw("user", "add", "--help")).isZero();
    assertThat(shell.out()).contains("pillarbox user add").contains("--password-stdin");
    assertThat(shell.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "user", "domain", "config", "token", "quota"})
  void a_group_by_itself_is_a_mistake_that_shows_the_way(String words) {
    Shell shell = new Shell(data);
    assertThat(words.isEmpty() ? shell.raw() : shell.raw(words)).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("Examples:");
  }

  @Test
  void a_mistyped_command_is_told_what_was_meant() {
    Shell shell = new Shell(data);
    assertThat(shell.raw("statsu")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("statsu").contains("Did you mean status?");
  }

  @Test
  void version_names_what_is_inside() {
    Shell shell = new Shell(data);
    assertThat(shell.run("version")).isZero();
    assertThat(shell.out())
        .containsPattern("james +3\\.8\\.1")
        .containsPattern("cassandra +5\\.0\\.9");
    assertThat(Release.current().built()).isAfter("2026-01-01T00:00:00Z");
  }

  @Test
  void tokens_are_made_without_a_running_appliance_but_not_without_its_key() throws Exception {
    Path secrets = data.resolve("secrets");
    assertThat(new Shell(data).run("token", "create", "--expires", "1h"))
        .isEqualTo(ExitCode.NOT_RUNNING);
    assertThat(secrets).doesNotExist();
    Files.createDirectories(secrets);
    Tokens tokens = Tokens.in(secrets);
    Shell shell = new Shell(data);
    assertThat(
            shell.run(
                "token",
                "create",
                "--expires",
                "30d",
                "--scope",
                "observe",
                "--name",
                "prometheus"))
        .isZero();
    assertThat(tokens.verify(shell.out().strip()))
        .isInstanceOfSatisfying(
            TokenVerdict.Accepted.class,
            accepted -> {
              assertThat(accepted.claims().scope()).isEqualTo(TokenScope.OBSERVE);
              assertThat(accepted.claims().subject()).isEqualTo("prometheus");
              assertThat(
                      Duration.between(accepted.claims().issuedAt(), accepted.claims().expiresAt()))
                  .isEqualTo(Duration.ofDays(30));
            });
    assertThat(new Shell(data).run("token", "create", "--expires", "30d"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(new Shell(data).run("token", "create", "--expires", "1h", "--scope", "all"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(new Shell(data).run("token", "create")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void the_first_password_is_shown_once() throws Exception {
    Files.createDirectories(data.resolve("secrets"));
    Files.writeString(data.resolve("secrets/first-password"), "you@example.org\nsecret-word\n");
    Shell shell = new Shell(data);
    assertThat(shell.run("first-password")).isZero();
    assertThat(shell.out()).contains("you@example.org").contains("secret-word");
    assertThat(new Shell(data).run("first-password")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(data.resolve("secrets/first-password")).doesNotExist();
  }

  @Test
  void config_check_shows_what_is_in_force_or_all_that_is_wrong() throws Exception {
    Files.writeString(data.resolve("pillarbox.yaml"), "hostname: mx.example.org\n");
    Shell shell = new Shell(data);
    assertThat(shell.run("config", "check")).isZero();
    assertThat(shell.out()).containsPattern("hostname: +mx.example.org +# .*pillarbox.yaml line 1");
    Files.writeString(data.resolve("pillarbox.yaml"), "hostnaem: x\nport: 3\n");
    Shell wrong = new Shell(data);
    assertThat(wrong.run("config", "check")).isEqualTo(ExitCode.FAILED);
    assertThat(wrong.err())
        .contains("line 1: hostnaem is not a setting. Did you mean hostname?")
        .contains("line 2: port is not a setting. Did you mean ports?");
  }

  @Test
  void the_script_learns_heap_and_privilege() {
    Shell shell = new Shell(data);
    assertThat(shell.variable("PILLARBOX_MEMORY_HEAP", "512MB").run("jvm-options")).isZero();
    assertThat(shell.out().lines()).containsExactly("-Xmx512m", "free-ports");
    Shell standard = new Shell(data);
    assertThat(standard.variable("PILLARBOX_PORTS_OFFSET", "0").run("jvm-options")).isZero();
    assertThat(standard.out().lines()).containsExactly("-Xmx384m", "privileged-ports");
  }

  @Test
  void the_data_directory_may_come_from_the_environment() {
    Shell shell = new Shell(Path.of("unused"));
    assertThat(shell.variable("PILLARBOX_DATA", data.toString()).raw("status"))
        .isEqualTo(ExitCode.NOT_RUNNING);
    assertThat(shell.out()).contains("isn't running on " + data);
  }

  @Test
  void logs_shows_the_last_lines() throws Exception {
    Files.createDirectories(data.resolve("logs"));
    Files.writeString(data.resolve("logs/pillarbox.log"), "one\ntwo\nthree\n");
    Shell shell = new Shell(data);
    assertThat(shell.run("logs", "-n", "2")).isZero();
    assertThat(shell.out().lines()).containsExactly("two", "three");
    assertThat(new Shell(data).run("logs", "--of", "cassandra")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(new Shell(data).run("logs", "--of", "../secrets/x")).isEqualTo(ExitCode.USAGE);
    assertThat(new Shell(data).run("logs", "-n", "-1")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void doctor_says_what_is_wrong() {
    Shell shell = new Shell(data);
    assertThat(
            shell
                .machine(
                    new FakeMachine(
                        17, 1L << 30, 0, 100L << 30, FakeMachine.good().now(), "pillarbox"))
                .run("doctor"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(shell.out())
        .contains("WRONG   The machine has 1024 MB of memory")
        .contains("warning Pillarbox isn't running")
        .contains("ok      Java 17");
  }
}
