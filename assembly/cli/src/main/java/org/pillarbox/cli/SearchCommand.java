package org.pillarbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.pillarbox.cli.door.Answer;
import org.pillarbox.cli.door.Door;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The search index. */
@Command(
    name = "search",
    description = "The index that finds mail by its words.",
    footer = {"", "Examples:", "  pillarbox search rebuild"})
final class SearchCommand extends Group {
  /** James' answer when a task outlives the question. */
  private static final int STILL_RUNNING = 408;

  SearchCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Command(
      description = "Make the index anew from the mailboxes. Mail comes and goes meanwhile.",
      footer = {
        "",
        "Examples:",
        "  pillarbox search rebuild",
        "  pillarbox search rebuild --background"
      })
  int rebuild(
      @Mixin DataOption data,
      @Mixin JsonOption json,
      @Option(names = "--background", description = "Do not wait until it is done.")
          boolean background)
      throws CommandFailure {
    Door door = data.door();
    String task = door.post("/pillarbox/search/rebuild", "").path("taskId").asText();
    if (background) {
      say("Rebuilding goes on as task " + task + ".");
      return ExitCode.OK;
    }
    JsonNode state = await(door, task);
    if (json.wanted()) {
      json.printJson(state);
    }
    String status = state.path("status").asText();
    JsonNode details = state.path("additionalInformation");
    if (!status.equals("completed")) {
      throw new CommandFailure(ExitCode.FAILED, "Rebuilding ended as " + status + ": " + details);
    }
    if (!json.wanted()) {
      say(
          "The index is new: "
              + details.path("messages").asText("?")
              + " messages, "
              + details.path("failed").asText("?")
              + " failed.");
    }
    return ExitCode.OK;
  }

  /** Asks again as long as it runs; each question waits on the other side for a while. */
  private static JsonNode await(Door door, String task) throws CommandFailure {
    while (true) {
      Answer answer = door.ask("GET", "/tasks/" + Door.part(task) + "/await?timeout=30s", "");
      if (answer.status() >= 300 && answer.status() != STILL_RUNNING) {
        throw Door.failure(answer);
      }
      if (answer.status() < 300) {
        return answer.body();
      }
    }
  }
}
