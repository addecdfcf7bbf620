package org.pillarbox.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.pillarbox.server.configuration.Durations;
import org.pillarbox.webadmin.TokenScope;
import org.pillarbox.webadmin.Tokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tokens for programs. */
@Command(
    name = "token",
    description = "Tokens for programs that call the REST API.",
    footer = {
      "",
      "Examples:",
      "  pillarbox token create --expires 1h",
      "  pillarbox token create --expires 30d --scope observe --name prometheus"
    })
final class TokenCommand extends Group {
  TokenCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Command(
      description = "Make a token and print it. It can't be taken back, so let it expire soon.",
      footer = {
        "",
        "Examples:",
        "  TOKEN=$(pillarbox token create --expires 15m)",
        "  curl -H \"Authorization: Bearer $TOKEN\" https://mail.example.org/users"
      })
  int create(
      @Mixin DataOption data,
      @Mixin JsonOption json,
      @Option(
              names = "--expires",
              required = true,
              paramLabel = "TIME",
              description = "How long it lives: 15m, 1h; at most a day, or a year with observe.")
          Duration expires,
      @Option(
              names = "--scope",
              defaultValue = "admin",
              paramLabel = "SCOPE",
              description = "admin may do everything, observe may read health and metrics.")
          String scope,
      @Option(
              names = "--name",
              defaultValue = "token",
              paramLabel = "NAME",
              description = "Who uses it, for the log.")
          String name)
      throws CommandFailure {
    TokenScope opened =
        TokenScope.ofClaim(scope)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.USAGE,
                        "There is no scope " + scope + "; there are: " + TokenScope.allowed()));
    String token = mint(data.path().resolve("secrets"), name, opened, expires);
    if (json.wanted()) {
      json.printJson(
          Map.of("token", token, "scope", scope, "expires_in", Durations.print(expires)));
    } else {
      say(token);
    }
    return ExitCode.OK;
  }

  private static String mint(Path secrets, String name, TokenScope scope, Duration expires)
      throws CommandFailure {
    if (!Files.isReadable(secrets.resolve("token.key"))) {
      throw new CommandFailure(
          ExitCode.NOT_RUNNING,
          secrets + " holds no key, or this user may not read it: start Pillarbox there first");
    }
    try {
      return Tokens.in(secrets).mint(name, scope, expires);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
    }
  }
}
