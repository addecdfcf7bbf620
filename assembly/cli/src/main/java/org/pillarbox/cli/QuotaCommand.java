package org.pillarbox.cli;

import static org.pillarbox.cli.door.Door.part;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.pillarbox.cli.door.Door;
import org.pillarbox.server.configuration.DataSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How much mail may be kept. */
@Command(
    name = "quota",
    description = "How much mail an account, a domain or everybody may keep.",
    footer = {
      "",
      "WHO is an address, a domain written @example.org, or all. The nearest one counts.",
      "",
      "Examples:",
      "  pillarbox quota set all --size 2GB",
      "  pillarbox quota set ann@example.org --size 10GB --count 500000",
      "  pillarbox quota show ann@example.org",
      "  pillarbox quota clear @example.org"
    })
final class QuotaCommand extends Group {
  QuotaCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Command(
      description = "Set a bound.",
      footer = {
        "",
        "Examples:",
        "  pillarbox quota set all --size 2GB",
        "  pillarbox quota set @example.org --count 100000"
      })
  int set(
      @Mixin DataOption data,
      @Parameters(paramLabel = "WHO", description = "Address, @domain or all.") String who,
      @Option(names = "--size", paramLabel = "SIZE", description = "Such as 500MB or 10GB.")
          Optional<DataSize> size,
      @Option(names = "--count", paramLabel = "NUMBER", description = "Messages.")
          Optional<Long> count)
      throws CommandFailure {
    if (size.isEmpty() && count.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, "Say how much: --size, --count or both.");
    }
    if (count.isPresent() && count.get() < 0) {
      throw new CommandFailure(ExitCode.USAGE, "--count must be 0 or more.");
    }
    Door door = data.door();
    if (size.isPresent()) {
      door.put(path(who) + "/size", Long.toString(size.get().bytes()));
    }
    if (count.isPresent()) {
      door.put(path(who) + "/count", Long.toString(count.get()));
    }
    say(
        who
            + " may keep"
            + size.map(s -> " " + s).orElse("")
            + count.map(c -> " " + c + " messages").orElse("")
            + ".");
    return ExitCode.OK;
  }

  @Command(
      description = "Show bounds, and for an account how much is used.",
      footer = {
        "",
        "Examples:",
        "  pillarbox quota show ann@example.org",
        "  pillarbox quota show all"
      })
  int show(
      @Mixin DataOption data,
      @Mixin JsonOption json,
      @Parameters(paramLabel = "WHO", description = "Address, @domain or all.") String who)
      throws CommandFailure {
    JsonNode quota = data.door().get(path(who));
    if (json.wanted()) {
      json.printJson(quota);
      return ExitCode.OK;
    }
    JsonNode bound = quota.has("computed") ? quota.path("computed") : quota;
    say("size:  " + size(bound.path("size")) + used(quota, "size"));
    say("count: " + count(bound.path("count")) + used(quota, "count"));
    return ExitCode.OK;
  }

  @Command(
      description = "Take the bounds away; those of the domain or of everybody count again.",
      footer = {"", "Examples:", "  pillarbox quota clear ann@example.org"})
  int clear(
      @Mixin DataOption data,
      @Parameters(paramLabel = "WHO", description = "Address, @domain or all.") String who)
      throws CommandFailure {
    Door door = data.door();
    door.delete(path(who) + "/size");
    door.delete(path(who) + "/count");
    say(who + " has no bound of its own.");
    return ExitCode.OK;
  }

  private static String path(String who) throws CommandFailure {
    if (who.equals("all")) {
      return "/quota";
    }
    if (who.startsWith("@")) {
      return "/quota/domains/" + part(who.substring(1));
    }
    if (!who.contains("@")) {
      throw new CommandFailure(
          ExitCode.USAGE, "\"" + who + "\" is no address, no @domain and not all.");
    }
    return "/quota/users/" + part(who);
  }

  private static String size(JsonNode bound) {
    return unbounded(bound) ? "no bound" : new DataSize(bound.asLong()).toString();
  }

  private static String count(JsonNode bound) {
    return unbounded(bound) ? "no bound" : bound.asText();
  }

  /** James writes -1 or nothing for no bound. */
  private static boolean unbounded(JsonNode bound) {
    return !bound.isNumber() || bound.asLong() < 0;
  }

  private static String used(JsonNode quota, String what) {
    JsonNode used = quota.path("occupation").path(what);
    return used.isNumber() ? ", used: " + used.asText() : "";
  }
}
