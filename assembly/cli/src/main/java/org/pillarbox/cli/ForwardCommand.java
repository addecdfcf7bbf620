package org.pillarbox.cli;

import static org.pillarbox.cli.door.Door.twice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pillarbox.cli.door.Door;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Mail sent on to somewhere else. */
@Command(
    name = "forward",
    description = "Send mail of an account on to other addresses.",
    footer = {
      "",
      "Examples:",
      "  pillarbox forward add ann@example.org ann@elsewhere.example --keep",
      "  pillarbox forward list",
      "  pillarbox forward remove ann@example.org ann@elsewhere.example"
    })
final class ForwardCommand extends Group {
  private static final String BASE = "/address/forwards";

  ForwardCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Command(
      description = "Send mail for ADDRESS on to TARGET.",
      footer = {
        "",
        "Examples:",
        "  pillarbox forward add ann@example.org ann@elsewhere.example",
        "  pillarbox forward add ann@example.org ann@elsewhere.example --keep"
      })
  int add(
      @Mixin DataOption data,
      @Parameters(index = "0", paramLabel = "ADDRESS", description = "Whose mail.") String address,
      @Parameters(index = "1", paramLabel = "TARGET", description = "Where it goes.") String target,
      @Option(names = "--keep", description = "Also keep a copy in the mailbox.") boolean keep)
      throws CommandFailure {
    Door door = data.door();
    door.put(path(address, target), "");
    if (keep) {
      door.put(path(address, address), "");
    }
    say(
        "Mail for "
            + address
            + " goes on to "
            + target
            + (keep ? ", and a copy stays." : ". No copy stays (see --keep)."));
    return ExitCode.OK;
  }

  @Command(
      description = "Show all forwards, or those of one address.",
      footer = {
        "",
        "Examples:",
        "  pillarbox forward list",
        "  pillarbox forward list ann@example.org"
      })
  int list(
      @Mixin DataOption data,
      @Mixin JsonOption json,
      @Parameters(arity = "0..1", paramLabel = "ADDRESS", description = "Only of this one.")
          Optional<String> address)
      throws CommandFailure {
    Door door = data.door();
    List<String> addresses =
        address.isPresent() ? List.of(address.get()) : Names.in(door.get(BASE), "address");
    Map<String, List<String>> forwards = new TreeMap<>();
    for (String one : addresses) {
      forwards.put(one, Names.in(door.get(BASE + "/" + twice(one)), "mailAddress"));
    }
    if (json.wanted()) {
      json.printJson(forwards);
    } else {
      forwards.forEach((from, targets) -> targets.forEach(to -> say(from + " -> " + to)));
    }
    return ExitCode.OK;
  }

  @Command(
      description = "No longer send mail for ADDRESS on to TARGET.",
      footer = {
        "",
        "Examples:",
        "  pillarbox forward remove ann@example.org ann@elsewhere.example"
      })
  int remove(
      @Mixin DataOption data,
      @Parameters(index = "0", paramLabel = "ADDRESS", description = "Whose mail.") String address,
      @Parameters(index = "1", paramLabel = "TARGET", description = "Where it went.") String target)
      throws CommandFailure {
    Door door = data.door();
    List<String> known = Names.in(door.get(BASE + "/" + twice(address)), "mailAddress");
    if (!known.contains(target)) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND,
          "Mail for " + address + " does not go on to " + target + ", but to: " + known);
    }
    door.delete(path(address, target));
    say("Mail for " + address + " no longer goes on to " + target + ".");
    return ExitCode.OK;
  }

  private static String path(String address, String target) {
    return BASE + "/" + twice(address) + "/targets/" + twice(target);
  }
}
