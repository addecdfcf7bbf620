package org.pillarbox.cli;

import static org.pillarbox.cli.door.Door.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.pillarbox.cli.door.Answer;
import org.pillarbox.cli.door.Door;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Accounts. */
@Command(
    name = "user",
    description = "Accounts: who has a mailbox here and may send.",
    footer = {
      "",
      "Examples:",
      "  pillarbox user add ann@example.org",
      "  pillarbox user password ann@example.org --password-stdin < file",
      "  pillarbox user send-as ann@example.org info@example.org",
      "  pillarbox user list"
    })
final class UserCommand extends Group {
  UserCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Command(
      description = "Make an account. Without --password-stdin a password is made and shown once.",
      footer = {
        "",
        "Examples:",
        "  pillarbox user add ann@example.org",
        "  printf '%%s\\n' \"$PASSWORD\" | pillarbox user add ann@example.org --password-stdin"
      })
  int add(
      @Mixin DataOption data,
      @Mixin JsonOption json,
      @Parameters(paramLabel = "ADDRESS", description = "Such as ann@example.org.") String address,
      @Option(
              names = "--password-stdin",
              description = "Read the password from the first line of standard input.")
          boolean passwordGiven)
      throws CommandFailure {
    String password = passwordGiven ? Passwords.read(surroundings().in()) : Passwords.generate();
    data.door().put("/users/" + part(address), body(password));
    if (json.wanted()) {
      json.printJson(
          passwordGiven
              ? Map.of("address", address)
              : Map.of("address", address, "password", password));
    } else {
      say(address + " has a mailbox here.");
      if (!passwordGiven) {
        say("Its password, which is not shown again: " + password);
      }
    }
    return ExitCode.OK;
  }

  @Command(
      description = "Show all accounts.",
      footer = {"", "Examples:", "  pillarbox user list", "  pillarbox user list --json"})
  int list(@Mixin DataOption data, @Mixin JsonOption json) throws CommandFailure {
    json.print(Names.in(data.door().get("/users"), "username"));
    return ExitCode.OK;
  }

  @Command(
      description = "Take an account away. Its mail stays until it is deleted.",
      footer = {"", "Examples:", "  pillarbox user remove ann@example.org"})
  int remove(
      @Mixin DataOption data,
      @Parameters(paramLabel = "ADDRESS", description = "One of: pillarbox user list.")
          String address)
      throws CommandFailure {
    Door door = data.door();
    refuseUnknown(door, address);
    door.delete("/users/" + part(address));
    say(address + " can no longer log in, and gets no more mail.");
    return ExitCode.OK;
  }

  @Command(
      description = "Give an account another password.",
      footer = {
        "",
        "Examples:",
        "  pillarbox user password ann@example.org",
        "  pillarbox user password ann@example.org --password-stdin < file"
      })
  int password(
      @Mixin DataOption data,
      @Parameters(paramLabel = "ADDRESS", description = "One of: pillarbox user list.")
          String address,
      @Option(
              names = "--password-stdin",
              description =
                  "Read it from the first line of standard input. Otherwise one is made and shown.")
          boolean passwordGiven)
      throws CommandFailure {
    String password = passwordGiven ? Passwords.read(surroundings().in()) : Passwords.generate();
    Door door = data.door();
    refuseUnknown(door, address);
    door.put("/users/" + part(address) + "?force", body(password));
    say(address + " has another password.");
    if (!passwordGiven) {
      say("It is, and is not shown again: " + password);
    }
    return ExitCode.OK;
  }

  @Command(
      name = "send-as",
      description = "Let an account send under another address too, or show which it may use.",
      footer = {
        "",
        "A user always sends under the own address and its aliases; this is for others, such as",
        "a shared one. Both the envelope and the From line are checked.",
        "",
        "Examples:",
        "  pillarbox user send-as ann@example.org                          (show)",
        "  pillarbox user send-as ann@example.org info@example.org         (allow)",
        "  pillarbox user send-as ann@example.org info@example.org --remove"
      })
  int sendAs(
      @Mixin DataOption data,
      @Mixin JsonOption json,
      @Parameters(index = "0", paramLabel = "ADDRESS", description = "The account.") String address,
      @Parameters(
              index = "1",
              arity = "0..1",
              paramLabel = "OTHER",
              description = "The address to send under.")
          Optional<String> other,
      @Option(names = "--remove", description = "No longer allow it.") boolean remove)
      throws CommandFailure {
    Door door = data.door();
    refuseUnknown(door, address);
    String grants = "/users/" + part(address) + "/send-as";
    if (other.isEmpty()) {
      json.print(Names.in(door.get(grants), "address"));
    } else if (remove) {
      door.delete(grants + "/" + part(other.get()));
      say(address + " may no longer send as " + other.get() + ".");
    } else {
      door.put(grants + "/" + part(other.get()), "");
      say(address + " may send as " + other.get() + ".");
    }
    return ExitCode.OK;
  }

  @Command(
      name = "attributes",
      description = "What rules' texts may say of a user, such as {sender.title}.",
      footer = {
        "",
        "Examples:",
        "  pillarbox user attributes ann@example.org                       (show)",
        "  pillarbox user attributes ann@example.org title='Head of sales'",
        "  pillarbox user attributes ann@example.org title=                (take back)"
      })
  int attributes(
      @Mixin DataOption data,
      @Mixin JsonOption json,
      @Parameters(index = "0", paramLabel = "ADDRESS", description = "The account.") String address,
      @Parameters(
              index = "1",
              arity = "0..1",
              paramLabel = "NAME=TEXT",
              description = "What is said; without a text it is taken back.")
          Optional<String> change)
      throws CommandFailure {
    Door door = data.door();
    String path = "/users/" + part(address) + "/attributes";
    JsonNode said = door.get(path);
    if (change.isEmpty()) {
      if (json.wanted()) {
        json.printJson(said);
      } else {
        said.properties().forEach(one -> say(one.getKey() + "=" + one.getValue().asText()));
      }
      return ExitCode.OK;
    }
    String[] words = change.get().split("=", 2);
    if (words.length < 2) {
      throw new CommandFailure(ExitCode.USAGE, "\"" + change.get() + "\": NAME=TEXT is expected");
    }
    ObjectNode next = said.deepCopy();
    if (words[1].isEmpty()) {
      next.remove(words[0]);
    } else {
      next.put(words[0], words[1]);
    }
    door.put(path, next.toString());
    say(words[1].isEmpty() ? words[0] + " is taken back." : address + ": " + change.get());
    return ExitCode.OK;
  }

  /** James answers 204 to the removal of nobody, so that a mistyped address would go unnoticed. */
  private static void refuseUnknown(Door door, String address) throws CommandFailure {
    Answer answer = door.ask("HEAD", "/users/" + part(address), "");
    if (answer.status() == 404) {
      throw new CommandFailure(ExitCode.NOT_FOUND, "There is no account " + address + ".");
    }
    if (answer.status() >= 300) {
      throw Door.failure(answer);
    }
  }

  private static String body(String password) {
    return JsonNodeFactory.instance.objectNode().put("password", password).toString();
  }
}
