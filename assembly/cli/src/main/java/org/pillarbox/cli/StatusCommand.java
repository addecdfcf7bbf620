package org.pillarbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pillarbox.cli.door.Answer;
import org.pillarbox.cli.door.Door;
import org.pillarbox.cli.machine.ApplianceProcess;
import org.pillarbox.cli.machine.ReadyNote;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says how the appliance is. */
@Command(
    name = "status",
    description = "Say whether Pillarbox runs and how it is.",
    footer = {
      "",
      "Exit code 0: it runs and is healthy. 1: it runs, and something is wrong or it is still",
      "starting. 3: it isn't running.",
      "",
      "Examples:",
      "  pillarbox status",
      "  pillarbox status --json | jq .health.status"
    })
final class StatusCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Surroundings surroundings;

  @Mixin private DataOption data;
  @Mixin private JsonOption json;

  StatusCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws CommandFailure {
    ObjectNode status = JSON.createObjectNode();
    Optional<ProcessHandle> process = process();
    if (process.isEmpty()) {
      return report(status.put("state", "stopped"), ExitCode.NOT_RUNNING);
    }
    status.put("pid", process.get().pid());
    Optional<ReadyNote> note = ReadyNote.read(data.path());
    if (note.isEmpty()) {
      return report(status.put("state", "starting"), ExitCode.FAILED);
    }
    status.put("state", "running").setAll((ObjectNode) JSON.valueToTree(note.get()));
    Door door = data.door();
    Answer health = door.ask("GET", "/healthcheck", "");
    status.set("health", health.body());
    Answer engines = door.ask("GET", "/pillarbox/status", "");
    if (engines.status() < 300) {
      status.set("appliance", engines.body());
    }
    boolean well = health.status() < 300;
    return report(status, well ? ExitCode.OK : ExitCode.FAILED);
  }

  private Optional<ProcessHandle> process() throws CommandFailure {
    try {
      return ApplianceProcess.find(data.path());
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, data.path() + " can't be read by this user: " + e.getMessage(), e);
    }
  }

  private int report(ObjectNode status, int exitCode) {
    if (json.wanted()) {
      json.printJson(status);
      return exitCode;
    }
    switch (status.path("state").asText()) {
      case "running" -> running(status);
      case "starting" -> say("Pillarbox is starting (process " + status.path("pid") + ").");
      default -> say("Pillarbox isn't running on " + data.path() + ". Start it: pillarbox up");
    }
    return exitCode;
  }

  private void running(ObjectNode status) {
    say(
        "Pillarbox "
            + status.path("version").asText()
            + " runs as "
            + status.path("hostname").asText()
            + " since "
            + status.path("since").asText()
            + " (process "
            + status.path("pid")
            + ").");
    for (JsonNode listener : status.path("listeners")) {
      surroundings
          .out()
          .printf(
              "  %-15s %s:%s%n",
              listener.path("protocol").asText(),
              listener.path("address").asText(),
              listener.path("port").asText());
    }
    for (JsonNode engine : status.path("appliance").path("engines")) {
      surroundings
          .out()
          .printf(
              "  %-15s %s, process %s, restarts: %s%s%n",
              engine.path("name").asText(),
              engine.path("state").asText(),
              engine.path("pid").asText(),
              engine.path("restarts").asText(),
              engine.path("lastExit").isTextual()
                  ? ", last exit: " + engine.path("lastExit").asText()
                  : "");
    }
    for (JsonNode queue : status.path("appliance").path("queues")) {
      surroundings
          .out()
          .printf(
              "  queue %-9s %s waiting%n",
              queue.path("name").asText(), queue.path("size").asText());
    }
    say("Health: " + status.path("health").path("status").asText("no answer"));
    for (JsonNode check : status.path("health").path("checks")) {
      if (!check.path("status").asText().equals("healthy")) {
        say(
            "  "
                + check.path("componentName").asText()
                + ": "
                + check.path("status").asText()
                + " "
                + check.path("cause").asText(""));
      }
    }
  }

  private void say(String line) {
    surroundings.out().println(line);
  }
}
