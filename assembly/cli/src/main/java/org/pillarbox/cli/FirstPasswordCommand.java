package org.pillarbox.cli;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the first password, once. */
@Command(
    name = "first-password",
    description = "Show the first account's password, once.",
    footer = {
      "",
      "Exit code 4: it has been shown already, or was given at the first start.",
      "",
      "Examples:",
      "  pillarbox first-password",
      "  pillarbox user password you@example.org      (when it is lost)"
    })
final class FirstPasswordCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private DataOption data;
  @Mixin private JsonOption json;

  FirstPasswordCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws CommandFailure {
    Optional<FirstPassword> password = FirstPassword.read(data.path());
    if (password.isEmpty()) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND,
          "There is none to show: it has been shown, was given at the first start, or Pillarbox"
              + " never ran on "
              + data.path()
              + ". For another one: pillarbox user password ADDRESS");
    }
    String account = password.get().account();
    if (json.wanted()) {
      json.printJson(Map.of("account", account, "password", password.get().password()));
    } else {
      surroundings.out().println("account:  " + account);
      surroundings.out().println("password: " + password.get().password());
    }
    surroundings.out().flush();
    FirstPassword.forget(data.path());
    return ExitCode.OK;
  }
}
