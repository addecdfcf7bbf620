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

/** Other names of an account. */
@Command(
    name = "alias",
    description = "Other addresses of an account, which it may also send under.",
    footer = {
      "",
      "Examples:",
      "  pillarbox alias add sales@example.org ann@example.org",
      "  pillarbox alias list",
      "  pillarbox alias remove sales@example.org ann@example.org"
    })
final class AliasCommand extends Group {
  private static final String BASE = "/address/aliases";

  AliasCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Command(
      description = "Deliver mail for ALIAS to ACCOUNT.",
      footer = {"", "Examples:", "  pillarbox alias add sales@example.org ann@example.org"})
  int add(
      @Mixin DataOption data,
      @Parameters(index = "0", paramLabel = "ALIAS", description = "The other address.")
          String alias,
      @Parameters(index = "1", paramLabel = "ACCOUNT", description = "Whose it is.") String account)
      throws CommandFailure {
    data.door().put(path(alias, account), "");
    say("Mail for " + alias + " goes to " + account + ".");
    return ExitCode.OK;
  }

  @Command(
      description = "Show the aliases of all accounts, or of one.",
      footer = {
        "",
        "Examples:",
        "  pillarbox alias list",
        "  pillarbox alias list ann@example.org"
      })
  int list(
      @Mixin DataOption data,
      @Mixin JsonOption json,
      @Parameters(arity = "0..1", paramLabel = "ACCOUNT", description = "Only of this one.")
          Optional<String> account)
      throws CommandFailure {
    Door door = data.door();
    List<String> accounts = account.map(List::of).orElse(List.of());
    if (account.isEmpty()) {
      accounts = Names.in(door.get(BASE), "address");
    }
    Map<String, List<String>> aliases = new TreeMap<>();
    for (String one : accounts) {
      aliases.put(one, Names.in(door.get(BASE + "/" + twice(one)), "source"));
    }
    if (json.wanted()) {
      json.printJson(aliases);
    } else {
      aliases.forEach((to, names) -> names.forEach(name -> say(name + " -> " + to)));
    }
    return ExitCode.OK;
  }

  @Command(
      description = "Take an alias away.",
      footer = {"", "Examples:", "  pillarbox alias remove sales@example.org ann@example.org"})
  int remove(
      @Mixin DataOption data,
      @Parameters(index = "0", paramLabel = "ALIAS", description = "The other address.")
          String alias,
      @Parameters(index = "1", paramLabel = "ACCOUNT", description = "Whose it is.") String account)
      throws CommandFailure {
    Door door = data.door();
    List<String> known = Names.in(door.get(BASE + "/" + twice(account)), "source");
    if (!known.contains(alias)) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND, alias + " is no alias of " + account + "; it has: " + known);
    }
    door.delete(path(alias, account));
    say(alias + " is no longer an alias of " + account + ".");
    return ExitCode.OK;
  }

  private static String path(String alias, String account) {
    return BASE + "/" + twice(account) + "/sources/" + twice(alias);
  }
}
