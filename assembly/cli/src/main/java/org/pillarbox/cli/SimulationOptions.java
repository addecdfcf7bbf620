package org.pillarbox.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is tried, and on what. */
final class SimulationOptions {
  private static final int MOST_MEGABYTES = 12;

  @Option(names = "-f", paramLabel = "FILE", description = "A whole set, JSON or YAML.")
  private Optional<Path> book = Optional.empty();

  @Option(
      names = "--rule",
      paramLabel = "FILE",
      description = "One rule, as if it were on, in its place or last.")
  private Optional<Path> rule = Optional.empty();

  @Option(names = "--version", paramLabel = "N", description = "A version. Default: the newest.")
  private Optional<Integer> version = Optional.empty();

  @Option(names = "--user", paramLabel = "ADDRESS", description = "Mail they sent or got.")
  private Optional<String> user = Optional.empty();

  @Option(names = "--domain", paramLabel = "DOMAIN", description = "Mail to or from there.")
  private Optional<String> domain = Optional.empty();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "A time, or how long ago. Default: all that is kept.")
  private Optional<String> since = Optional.empty();

  @Option(names = "--until", paramLabel = "TIME", description = "A time, or how long ago.")
  private Optional<String> until = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "So many copies, the newest. Default: 10000, at most 100000.")
  private Optional<Integer> limit = Optional.empty();

  @Option(
      names = "--words",
      paramLabel = "TEXT",
      description = "Only with this in subject, sender or recipient.")
  private Optional<String> words = Optional.empty();

  @Option(
      names = "--stored",
      description = "On what lies in --user's folders, with its text. Default limit: 1000.")
  private boolean stored;

  @Option(names = "--folder", paramLabel = "NAME", description = "With --stored: only this one.")
  private Optional<String> folder = Optional.empty();

  @Option(names = "--samples", description = "Show samples with what each condition looked at.")
  private boolean samples;

  @Option(names = "--message", paramLabel = "FILE", description = "On this message instead.")
  private Optional<Path> message = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "ADDRESS",
      description = "Its envelope sender. Default: <>.")
  private Optional<String> from = Optional.empty();

  @Option(names = "--to", paramLabel = "ADDRESS", description = "Its envelope recipients.")
  private List<String> to = List.of();

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      description = "mx (default), submission, jmap, lmtp, redirect, forward, collected, system.")
  private Optional<String> origin = Optional.empty();

  @Option(names = "--client", paramLabel = "IP", description = "The client's address.")
  private Optional<String> client = Optional.empty();

  @Option(names = "--helo", paramLabel = "NAME", description = "The name it gives itself.")
  private Optional<String> helo = Optional.empty();

  @Option(names = "--login", paramLabel = "ADDRESS", description = "Who logged in.")
  private Optional<String> login = Optional.empty();

  boolean isMessage() {
    return message.isPresent();
  }

  boolean samples() {
    return samples;
  }

  /** As {@code POST /rules/simulations} wants it, which also says what is wrong with it. */
  ObjectNode request() throws CommandFailure {
    ObjectNode request = RuleSimulation.request();
    if (book.isPresent()) {
      request.set("book", RuleSimulation.document(book.get()));
    }
    if (rule.isPresent()) {
      request.set("rule", RuleSimulation.document(rule.get()));
    }
    version.ifPresent(number -> request.put("version", number));
    if (message.isPresent()) {
      message(request.putObject("message"), message.get());
    } else {
      past(request.putObject(stored ? "stored" : "past"));
    }
    return request;
  }

  private void past(ObjectNode past) throws CommandFailure {
    user.ifPresent(address -> past.put("user", address));
    domain.ifPresent(name -> past.put("domain", name));
    if (since.isPresent()) {
      past.put("since", RulesDoor.time(since.get(), true).toString());
    }
    if (until.isPresent()) {
      past.put("until", RulesDoor.time(until.get(), true).toString());
    }
    limit.ifPresent(number -> past.put("limit", number));
    words.ifPresent(text -> past.put("words", text));
    folder.ifPresent(name -> past.put("folder", name));
  }

  private void message(ObjectNode given, Path file) throws CommandFailure {
    given.put(
        "base64", Base64.getEncoder().encodeToString(new GivenFile(file, MOST_MEGABYTES).bytes()));
    from.ifPresent(address -> given.put("from", address));
    ArrayNode recipients = given.putArray("to");
    to.forEach(recipients::add);
    origin.ifPresent(word -> given.put("origin", word));
    client.ifPresent(address -> given.put("client", address));
    helo.ifPresent(name -> given.put("helo", name));
    login.ifPresent(address -> given.put("login", address));
  }
}
