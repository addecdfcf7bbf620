package org.pillarbox.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pillarbox.cli.machine.Finding.Weight;
import org.pillarbox.server.configuration.EnginePort;
import org.pillarbox.server.configuration.PillarboxConfiguration;
import org.pillarbox.server.configuration.PortsConfiguration;

class MachineCheckTest {
  private static final Instant BUILT = Instant.parse("2026-11-23T00:00:00Z");

  @TempDir private Path data;

  @Test
  void a_good_machine_passes() throws IOException {
    assertThat(check(FakeMachine.good(), free()))
        .extracting(Finding::weight)
        .containsOnly(Weight.GOOD);
  }

  @Test
  void another_java_is_wrong() throws IOException {
    assertThat(wrong(new FakeMachine(21, 8L << 30, 0, 100L << 30, BUILT, "pillarbox")))
        .containsExactly(
            "This is Java 21. Pillarbox runs on Java 17; set PILLARBOX_JAVA_HOME to it");
  }

  @Test
  void root_is_wrong() throws IOException {
    assertThat(wrong(new FakeMachine(17, 8L << 30, 0, 100L << 30, BUILT, "root")))
        .singleElement()
        .asString()
        .startsWith("This process belongs to root. ");
  }

  @Test
  void too_little_memory_is_wrong_and_names_the_keys() throws IOException {
    assertThat(wrong(new FakeMachine(17, 1L << 30, 0, 100L << 30, BUILT, "pillarbox")))
        .singleElement()
        .asString()
        .startsWith("The machine has 1024 MB of memory. Pillarbox needs 1440 MB")
        .contains("engines.cassandra.heap");
  }

  @Test
  void little_free_memory_is_a_warning() throws IOException {
    assertThat(
            check(new FakeMachine(17, 8L << 30, 1L << 30, 100L << 30, BUILT, "pillarbox"), free()))
        .filteredOn(finding -> finding.weight() == Weight.WARNING)
        .singleElement()
        .asString()
        .startsWith("Only 1024 MB of memory are free");
  }

  @Test
  void a_full_disk_is_wrong_and_a_nearly_full_one_a_warning() throws IOException {
    assertThat(wrong(new FakeMachine(17, 8L << 30, 0, 1L << 30, BUILT, "pillarbox"))).isEmpty();
    assertThat(wrong(new FakeMachine(17, 8L << 30, 0, (1L << 30) - 1, BUILT, "pillarbox")))
        .singleElement()
        .asString()
        .startsWith("Only 1023 MB are free on the disk of " + data)
        .contains("limits.free_disk");
    assertThat(check(new FakeMachine(17, 8L << 30, 0, 4L << 30, BUILT, "pillarbox"), free()))
        .filteredOn(finding -> finding.weight() == Weight.WARNING)
        .singleElement()
        .asString()
        .contains("mail will be refused for a while");
  }

  @Test
  void a_clock_before_the_release_is_wrong() throws IOException {
    Instant past = Instant.parse("1970-01-01T00:10:00Z");
    assertThat(wrong(new FakeMachine(17, 8L << 30, 0, 100L << 30, past, "pillarbox")))
        .singleElement()
        .asString()
        .startsWith("The clock says 1970-01-01T00:10:00Z");
  }

  @Test
  void a_port_in_use_names_the_key_and_the_process() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      List<Finding> findings = check(FakeMachine.good(), onImap(port));
      assertThat(findings)
          .filteredOn(finding -> finding.weight() == Weight.ERROR)
          .singleElement()
          .asString()
          .startsWith(
              "IMAP port "
                  + port
                  + " is in use by java (process "
                  + ProcessHandle.current().pid()
                  + "). Stop that, or set ports.imap");
    }
  }

  @Test
  void a_port_of_an_engine_in_use_is_told_before_it_fails() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int cql = taken.getLocalPort();
      PillarboxConfiguration configuration =
          PillarboxConfiguration.defaults(
              PortsConfiguration.defaults(cql - EnginePort.CQL.number()));
      assertThat(check(FakeMachine.good(), configuration))
          .filteredOn(finding -> finding.what().startsWith("Cassandra port " + cql))
          .singleElement()
          .asString()
          .contains("is in use by java")
          .contains("move all ports with ports.offset");
    }
  }

  @Test
  void a_data_directory_too_deep_for_a_socket_is_told() {
    assertThat(
            new MachineCheck(FakeMachine.good(), BUILT)
                .standing(PillarboxConfiguration.defaults(), Path.of("/" + "d".repeat(85))))
        .filteredOn(finding -> finding.weight() == Weight.ERROR)
        .singleElement()
        .asString()
        .startsWith("The path of the data directory is 86 bytes long");
    assertThat(
            new MachineCheck(FakeMachine.good(), BUILT)
                .standing(PillarboxConfiguration.defaults(), Path.of("/" + "d".repeat(84))))
        .noneMatch(finding -> finding.weight() == Weight.ERROR);
  }

  @Test
  void an_address_of_another_machine_is_wrong() throws IOException {
    PortsConfiguration ports = free().ports();
    PortsConfiguration elsewhere =
        new PortsConfiguration(
            "203.0.113.7",
            0,
            ports.smtp(),
            ports.submission(),
            ports.submissions(),
            ports.imap(),
            ports.imaps(),
            ports.pop3(),
            ports.pop3s(),
            ports.lmtp(),
            ports.managesieve(),
            ports.https());
    assertThat(check(FakeMachine.good(), PillarboxConfiguration.defaults(elsewhere)))
        .filteredOn(finding -> finding.weight() == Weight.ERROR)
        .hasSize(9)
        .allSatisfy(finding -> assertThat(finding.what()).contains("203.0.113.7"));
  }

  private List<String> wrong(Machine machine) throws IOException {
    return check(machine, free()).stream()
        .filter(finding -> finding.weight() == Weight.ERROR)
        .map(Finding::toString)
        .toList();
  }

  private List<Finding> check(Machine machine, PillarboxConfiguration configuration) {
    return new MachineCheck(machine, BUILT).before(configuration, data);
  }

  /** Ports that nobody uses. */
  private static PillarboxConfiguration free() throws IOException {
    return onImap(freePort());
  }

  private static PillarboxConfiguration onImap(int imap) throws IOException {
    return PillarboxConfiguration.defaults(
        new PortsConfiguration(
            "127.0.0.1",
            0,
            freePort(),
            freePort(),
            freePort(),
            imap,
            freePort(),
            freePort(),
            freePort(),
            freePort(),
            freePort(),
            freePort()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
