package org.pillarbox.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pillarbox.cli.door.Answer;
import org.pillarbox.cli.machine.ApplianceProcess;
import org.pillarbox.cli.machine.Finding;
import org.pillarbox.cli.machine.Finding.Weight;
import org.pillarbox.cli.machine.MachineCheck;
import org.pillarbox.server.configuration.PillarboxConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks for what is wrong. */
@Command(
    name = "doctor",
    description = "Look at the machine, the settings and what runs, and say what is wrong.",
    footer = {
      "",
      "Exit code 0: nothing is wrong (there may be warnings). 1: something is.",
      "",
      "Examples:",
      "  pillarbox doctor",
      "  pillarbox doctor --json"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private DataOption data;
  @Mixin private JsonOption json;

  DoctorCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws CommandFailure {
    PillarboxConfiguration configuration = data.configuration().values();
    List<Finding> findings = new ArrayList<>();
    findings.add(new Finding(Weight.GOOD, "The settings make sense", ""));
    Optional<ProcessHandle> running = running();
    MachineCheck check = new MachineCheck(surroundings.machine(), Release.current().built());
    if (running.isPresent()) {
      findings.addAll(check.standing(configuration, existing(data.path())));
      findings.add(health());
    } else {
      findings.addAll(check.before(configuration, existing(data.path())));
      findings.add(
          new Finding(Weight.WARNING, "Pillarbox isn't running", "Start it: pillarbox up"));
    }
    if (!configuration.named()) {
      findings.add(
          new Finding(
              Weight.WARNING,
              "It has no domain and sends nothing outside",
              "Name it: pillarbox up you@example.org"));
    }
    return report(findings);
  }

  private Optional<ProcessHandle> running() throws CommandFailure {
    try {
      return ApplianceProcess.find(data.path());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, data.path() + " can't be read: " + e, e);
    }
  }

  private Finding health() throws CommandFailure {
    Answer answer = data.door().ask("GET", "/healthcheck", "");
    List<String> ill = new ArrayList<>();
    answer
        .body()
        .path("checks")
        .forEach(
            one -> {
              if (!one.path("status").asText().equals("healthy")) {
                ill.add(one.path("componentName").asText() + " " + one.path("cause").asText(""));
              }
            });
    if (ill.isEmpty() && answer.status() < 300) {
      return new Finding(Weight.GOOD, "Pillarbox runs and is healthy", "");
    }
    return new Finding(
        answer.status() < 300 ? Weight.WARNING : Weight.ERROR,
        "Pillarbox runs, and says: " + String.join("; ", ill),
        "See pillarbox status and pillarbox logs");
  }

  private int report(List<Finding> findings) {
    if (json.wanted()) {
      json.printJson(findings);
    } else {
      findings.forEach(finding -> surroundings.out().println(FindingLine.of(finding)));
    }
    boolean wrong = findings.stream().anyMatch(one -> one.weight() == Weight.ERROR);
    return wrong ? ExitCode.FAILED : ExitCode.OK;
  }

  /** The disk of a directory that is not there yet is that of the nearest one above it. */
  private static Path existing(Path path) {
    Path at = path;
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }
}
