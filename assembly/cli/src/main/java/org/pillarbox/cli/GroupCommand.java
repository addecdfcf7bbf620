package org.pillarbox.cli;

import static org.pillarbox.cli.door.Door.twice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pillarbox.cli.door.Door;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Addresses of several people. */
@Command(
    name = "group",
    description = "An address whose mail goes to several people.",
    footer = {
      "",
      "Examples:",
      "  pillarbox group add staff@example.org ann@example.org bob@example.org",
      "  pillarbox group list staff@example.org",
      "  pillarbox group remove staff@example.org bob@example.org"
    })
final class GroupCommand extends Group {
  private static final String BASE = "/address/groups";

  GroupCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Command(
      description = "Add members; the first one makes the group.",
      footer = {
        "",
        "Examples:",
        "  pillarbox group add staff@example.org ann@example.org bob@example.org"
      })
  int add(
      @Mixin DataOption data,
      @Parameters(index = "0", paramLabel = "GROUP", description = "Its address.") String group,
      @Parameters(index = "1..*", arity = "1..*", paramLabel = "MEMBER", description = "Who.")
          List<String> members)
      throws CommandFailure {
    Door door = data.door();
    for (String member : members) {
      door.put(BASE + "/" + twice(group) + "/" + twice(member), "");
    }
    say("Mail for " + group + " also goes to " + String.join(", ", members) + ".");
    return ExitCode.OK;
  }

  @Command(
      description = "Show all groups and their members, or one group.",
      footer = {"", "Examples:", "  pillarbox group list", "  pillarbox group list --json"})
  int list(
      @Mixin DataOption data,
      @Mixin JsonOption json,
      @Parameters(arity = "0..1", paramLabel = "GROUP", description = "Only this one.")
          Optional<String> group)
      throws CommandFailure {
    Door door = data.door();
    List<String> groups =
        group.isPresent() ? List.of(group.get()) : Names.in(door.get(BASE), "address");
    Map<String, List<String>> members = new TreeMap<>();
    for (String one : groups) {
      members.put(one, Names.in(door.get(BASE + "/" + twice(one)), "address"));
    }
    if (json.wanted()) {
      json.printJson(members);
    } else {
      members.forEach((name, people) -> say(name + ": " + String.join(", ", people)));
    }
    return ExitCode.OK;
  }

  @Command(
      description = "Take a member out; without members the group is gone.",
      footer = {"", "Examples:", "  pillarbox group remove staff@example.org bob@example.org"})
  int remove(
      @Mixin DataOption data,
      @Parameters(index = "0", paramLabel = "GROUP", description = "Its address.") String group,
      @Parameters(index = "1", paramLabel = "MEMBER", description = "Who.") String member)
      throws CommandFailure {
    Door door = data.door();
    List<String> known = Names.in(door.get(BASE + "/" + twice(group)), "address");
    if (!known.contains(member)) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND, member + " is not in " + group + "; its members: " + known);
    }
    door.delete(BASE + "/" + twice(group) + "/" + twice(member));
    say("Mail for " + group + " no longer goes to " + member + ".");
    return ExitCode.OK;
  }
}
