package org.pillarbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.pillarbox.cli.door.Door;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Who waits after wrong passwords. */
@Command(
    name = "logins",
    description = "Logins that wait because of wrong passwords.",
    footer = {
      "",
      "After a wrong password the next try for the account waits 2 seconds, twice as long after",
      "each further one, 15 at most; likewise a whole network (/24, IPv6 /64) after ten.",
      "It is forgotten an hour after the last one, and at a restart.",
      "",
      "Examples:",
      "  pillarbox logins slowed",
      "  pillarbox logins unblock ann@example.org",
      "  pillarbox logins unblock 192.0.2.0/24"
    })
final class LoginsCommand extends Group {
  LoginsCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Command(
      description = "Accounts and networks whose logins wait.",
      footer = {"", "Examples:", "  pillarbox logins slowed"})
  int slowed(@Mixin DataOption data) throws CommandFailure {
    for (JsonNode one : data.door().get("/logins/slowed")) {
      say(
          "%4d wrong  waits %2d s  %s"
              .formatted(
                  one.path("wrongPasswords").asInt(),
                  one.path("waitsSeconds").asInt(),
                  one.path("who").asText()));
    }
    return ExitCode.OK;
  }

  @Command(
      description = "Lets an account or a network log in at once again.",
      footer = {
        "",
        "Examples:",
        "  pillarbox logins unblock ann@example.org",
        "  pillarbox logins unblock 2001:db8::/64"
      })
  int unblock(
      @Mixin DataOption data,
      @Parameters(paramLabel = "WHO", description = "Account or network, as slowed shows it.")
          String who)
      throws CommandFailure {
    data.door()
        .delete("/logins/slowed/" + Door.part(who.contains("@") ? who : who.replace('/', '_')));
    say(who + " may log in at once again.");
    return ExitCode.OK;
  }
}
