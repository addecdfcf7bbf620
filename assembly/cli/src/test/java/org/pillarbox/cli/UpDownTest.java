package org.pillarbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pillarbox.cli.ServerStarter.RunningServer;
import org.pillarbox.cli.machine.ApplianceProcess;
import org.pillarbox.cli.machine.ReadyNote;
import org.pillarbox.engines.Progress;
import org.pillarbox.server.configuration.PillarboxConfiguration;
import org.pillarbox.server.configuration.PortsConfiguration;

class UpDownTest {
  @TempDir private Path temporary;

  private Path data;
  private PortsConfiguration ports;
  private final FakeServer server = new FakeServer();

  /** Comes up at once, leaves a first password, and runs until it is closed. */
  private static final class FakeServer implements ServerStarter, RunningServer {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<PillarboxConfiguration> started = new ArrayList<>();

    @Override
    public RunningServer start(PillarboxConfiguration configuration, Path data, Progress progress)
        throws IOException {
      started.add(configuration);
      progress.step("Starting the stores");
      Files.writeString(
          data.resolve("secrets/first-password"), configuration.firstAccount() + "\nfirst-word\n");
      return this;
    }

    @Override
    public void awaitStopped() throws InterruptedException {
      closed.await();
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  @BeforeEach
  void choose() throws IOException {
    data = temporary.resolve("data");
    ports =
        new PortsConfiguration(
            "127.0.0.1",
            0,
            free(),
            free(),
            free(),
            free(),
            free(),
            free(),
            free(),
            free(),
            free(),
            free());
  }

  @Test
  void up_says_where_it_is_and_down_to_the_last_note_leaves_nothing() throws Exception {
    Shell shell = shell();
    CompletableFuture<Integer> up =
        CompletableFuture.supplyAsync(() -> shell.run("up", "you@example.org"));
    await(() -> ReadyNote.read(data).isPresent());
    ReadyNote note = ReadyNote.read(data).orElseThrow();
    assertThat(note.account()).isEqualTo("you@example.org");
    assertThat(note.door().getPort()).isEqualTo(ports.https());
    assertThat(ApplianceProcess.find(data)).contains(ProcessHandle.current());
    assertThat(shell.out())
        .contains("s  Starting the stores")
        .contains("Pillarbox is ready: mail.example.org")
        .containsPattern("IMAP TLS +port " + ports.imaps() + " +mailboxes, TLS")
        .contains("./pillarbox first-password")
        .contains("smtps://127.0.0.1:" + ports.submissions())
        .doesNotContain("first-word")
        .doesNotContain("no domain of its own");
    server.close();
    assertThat(up.get(20, TimeUnit.SECONDS)).isZero();
    assertThat(ReadyNote.read(data)).isEmpty();
    assertThat(data.resolve("run/pillarbox.pid")).doesNotExist();
    assertThat(shell.out()).contains("Pillarbox has stopped.");
  }

  @Test
  void on_a_terminal_the_first_password_is_shown_and_then_gone() throws Exception {
    server.close();
    Shell shell = shell().onTerminal();
    assertThat(shell.run("up")).isZero();
    assertThat(shell.out())
        .contains("The password of admin@pillarbox.test, which is not shown again: first-word")
        .contains("Name it: ./pillarbox up you@example.org");
    assertThat(data.resolve("secrets/first-password")).doesNotExist();
  }

  @Test
  void the_commands_that_it_names_are_for_its_data_directory() {
    server.close();
    Shell shell = shell();
    assertThat(shell.run("up")).isZero();
    assertThat(shell.out())
        .contains("./pillarbox status --data " + data)
        .contains("./pillarbox first-password --data " + data)
        .contains("./pillarbox user add ann@pillarbox.test --data " + data);

    Shell scripted = shell().scripted("my mail");
    assertThat(scripted.raw("up")).isZero();
    assertThat(scripted.out()).contains("./pillarbox status --data 'my mail'");

    Shell without = shell().variable("PILLARBOX_DATA", data.toString());
    assertThat(without.raw("up")).isZero();
    assertThat(without.out()).contains("./pillarbox status").doesNotContain("--data");
  }

  @Test
  void the_address_is_remembered_for_the_next_start() throws Exception {
    server.close();
    Files.createDirectories(data);
    Files.writeString(data.resolve("pillarbox.yaml"), "# mine\nlog:\n  level: warn");
    assertThat(shell().run("up", "you@example.org")).isZero();
    assertThat(shell().run("up")).isZero();
    assertThat(shell().run("up", "You@example.org")).isZero();
    assertThat(server.started)
        .hasSize(3)
        .allSatisfy(one -> assertThat(one.admin()).contains("you@example.org"));
    assertThat(data.resolve("pillarbox.yaml"))
        .hasContent("# mine\nlog:\n  level: warn\nadmin: \"you@example.org\"\n");
    Shell other = shell();
    assertThat(other.run("up", "me@example.net")).isEqualTo(ExitCode.FAILED);
    assertThat(other.err()).contains("already names you@example.org as admin");
  }

  @Test
  void an_address_that_is_none_is_a_mistake_and_remembered_by_nobody() {
    Shell shell = shell();
    assertThat(shell.run("up", "you@localhost\nports: x")).isEqualTo(ExitCode.USAGE);
    assertThat(data.resolve("pillarbox.yaml")).doesNotExist();
  }

  @Test
  void a_wrong_setting_stops_the_start() throws Exception {
    Files.createDirectories(data);
    Files.writeString(data.resolve("pillarbox.yaml"), "limits:\n  mesage: 3\n");
    Shell shell = shell();
    assertThat(shell.run("up")).isEqualTo(ExitCode.FAILED);
    assertThat(shell.err())
        .contains("limits.mesage is not a setting. Did you mean limits.message?");
    assertThat(server.started).isEmpty();
    assertThat(data.resolve("run/pillarbox.pid")).doesNotExist();
  }

  @Test
  void a_port_in_use_stops_the_start() throws Exception {
    try (ServerSocket taken = new ServerSocket(ports.smtp())) {
      Shell shell = shell();
      assertThat(shell.run("up")).isEqualTo(ExitCode.FAILED);
      assertThat(shell.err())
          .contains("WRONG   SMTP port " + taken.getLocalPort() + " is in use by java")
          .contains("put right what is marked WRONG");
    }
    assertThat(server.started).isEmpty();
  }

  @Test
  void a_start_that_fails_says_why_and_can_be_tried_again() throws Exception {
    Shell shell = shell();
    shell.starting(
        (configuration, path, progress) -> {
          throw new IllegalStateException(
              "Cassandra does not answer", new IOException("connection refused"));
        });
    assertThat(shell.run("up")).isEqualTo(ExitCode.FAILED);
    assertThat(shell.err())
        .contains("Pillarbox has not come up: Cassandra does not answer: connection refused");
    server.close();
    assertThat(shell().run("up")).isZero();
  }

  @Test
  void a_second_up_on_one_data_directory_is_refused() throws Exception {
    CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> shell().run("up"));
    await(() -> ReadyNote.read(data).isPresent());
    Shell second = shell();
    assertThat(second.run("up")).isEqualTo(ExitCode.FAILED);
    assertThat(second.err()).contains("is in use by");
    assertThat(ReadyNote.read(data)).isPresent();
    server.close();
    assertThat(first.get(20, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void a_signal_while_it_runs_closes_the_server() throws Exception {
    OrderlyStop stop = OrderlyStop.armed(new PrintWriter(Writer.nullWriter()));
    stop.closesOnSignal(server);
    CompletableFuture<Void> signal = CompletableFuture.runAsync(stop::stop);
    server.awaitStopped();
    assertThat(signal).isNotDone();
    stop.close();
    signal.get(10, TimeUnit.SECONDS);
    assertThat(stop.asked()).isTrue();
  }

  @Test
  void a_signal_during_the_start_interrupts_it() throws Exception {
    CountDownLatch armed = new CountDownLatch(1);
    CompletableFuture<OrderlyStop> stop = new CompletableFuture<>();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread starter =
        new Thread(
            () -> {
              try (OrderlyStop mine = OrderlyStop.armed(new PrintWriter(Writer.nullWriter()))) {
                stop.complete(mine);
                armed.await();
                interrupted.complete(false);
              } catch (InterruptedException e) {
                interrupted.complete(true);
              }
            });
    starter.start();
    stop.get(10, TimeUnit.SECONDS).stop();
    assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void down_stops_our_process_and_waits_for_it() throws Exception {
    Files.createDirectories(data.resolve("run"));
    Process process = standIn();
    try {
      Shell shell = shell();
      assertThat(shell.run("down", "--timeout", "20s")).isZero();
      assertThat(shell.out()).contains("Pillarbox has stopped.");
      assertThat(process.isAlive()).isFalse();
      assertThat(shell().run("down")).isEqualTo(ExitCode.NOT_RUNNING);
      assertThat(shell().run("status")).isEqualTo(ExitCode.NOT_RUNNING);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void a_foreign_process_with_the_same_number_is_never_stopped() throws Exception {
    Files.createDirectories(data.resolve("run"));
    Process process = new ProcessBuilder("cat").start();
    try {
      Files.writeString(data.resolve("run/pillarbox.pid"), process.pid() + "\nanother-boot 17\n");
      assertThat(shell().run("down")).isEqualTo(ExitCode.NOT_RUNNING);
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void a_process_that_is_not_ready_yet_is_starting() throws Exception {
    Files.createDirectories(data.resolve("run"));
    ApplianceProcess.record(data);
    Shell shell = shell();
    assertThat(shell.run("status", "--json")).isEqualTo(ExitCode.FAILED);
    assertThat(shell.out()).contains("\"state\" : \"starting\"");
  }

  /** Writes itself down as an appliance, and waits. */
  static final class StandIn {
    private StandIn() {}

    public static void main(String[] args) throws Exception {
      ApplianceProcess.record(Path.of(args[0]));
      System.out.println("ready");
      System.in.read();
    }
  }

  private Process standIn() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StandIn.class.getName(),
                data.toString())
            .start();
    await(() -> ApplianceProcess.find(data).isPresent());
    return process;
  }

  private Shell shell() {
    return new Shell(data).ports(ports).starting(server);
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
