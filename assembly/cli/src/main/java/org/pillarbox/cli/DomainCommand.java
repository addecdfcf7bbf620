package org.pillarbox.cli;

import static org.pillarbox.cli.door.Door.part;
import static org.pillarbox.cli.door.Door.twice;

import java.util.List;
import org.pillarbox.cli.door.Door;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Domains whose mail is kept here. */
@Command(
    name = "domain",
    description = "Domains whose mail is kept here.",
    footer = {
      "",
      "Examples:",
      "  pillarbox domain add example.org",
      "  pillarbox domain list --json",
      "  pillarbox domain remove example.org"
    })
final class DomainCommand extends Group {
  /** Names that every domain answers to (RFC 2142 and RFC 5321 section 4.5.1). */
  static final List<String> ROLES = List.of("postmaster", "abuse", "hostmaster", "webmaster");

  DomainCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Command(
      description = "Keep mail of this domain from now on.",
      footer = {
        "",
        "Its postmaster, abuse, hostmaster and webmaster become aliases of the first account.",
        "",
        "Examples:",
        "  pillarbox domain add example.org",
        "  pillarbox domain add example.org --roles you@example.org"
      })
  int add(
      @Mixin DataOption data,
      @Parameters(paramLabel = "DOMAIN", description = "Such as example.org.") String domain,
      @Option(
              names = "--roles",
              paramLabel = "ADDRESS",
              defaultValue = "",
              description =
                  "Who gets mail for postmaster and the others. Default: the first account.")
          String roles)
      throws CommandFailure {
    Door door = data.door();
    door.put("/domains/" + part(domain), "");
    String target = roles.isEmpty() ? data.configuration().values().firstAccount() : roles;
    for (String role : ROLES) {
      String alias = role + "@" + domain;
      if (!alias.equalsIgnoreCase(target)) {
        door.put("/address/aliases/" + twice(target) + "/sources/" + twice(alias), "");
      }
    }
    say(
        domain
            + " is kept here. Mail for "
            + String.join(", ", ROLES)
            + " goes to "
            + target
            + ".");
    return ExitCode.OK;
  }

  @Command(
      description = "Show all domains.",
      footer = {"", "Examples:", "  pillarbox domain list", "  pillarbox domain list --json"})
  int list(@Mixin DataOption data, @Mixin JsonOption json) throws CommandFailure {
    json.print(Names.in(data.door().get("/domains"), "domain"));
    return ExitCode.OK;
  }

  @Command(
      description = "No longer keep mail of this domain. Mailboxes stay.",
      footer = {"", "Examples:", "  pillarbox domain remove example.org"})
  int remove(
      @Mixin DataOption data,
      @Parameters(paramLabel = "DOMAIN", description = "One of: pillarbox domain list.")
          String domain)
      throws CommandFailure {
    Door door = data.door();
    door.get("/domains/" + part(domain));
    door.delete("/domains/" + part(domain));
    say(domain + " is no longer kept here. Its mailboxes stay.");
    return ExitCode.OK;
  }
}
