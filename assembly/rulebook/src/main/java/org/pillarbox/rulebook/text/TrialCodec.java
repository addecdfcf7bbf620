package org.pillarbox.rulebook.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.list.Network;

/**
 * Reads what is to be tried: {@code rule}, {@code book} or {@code version} (none: the newest), on
 * {@code past} mail, on what is {@code stored} in a user's folders or on one {@code message}. Whole
 * or not at all, as {@link BookCodec} does.
 */
public final class TrialCodec {
  private static final String ONE_CANDIDATE = "one of rule, book and version";

  private final DocumentReader reader = new DocumentReader(DocumentBounds.defaults());
  private final BookCodec codec;

  @Inject
  public TrialCodec(BookCodec codec) {
    this.codec = codec;
  }

  /**
   * Reads JSON or YAML.
   *
   * @throws RefusedDocumentException with all that is wrong
   */
  public Trial read(String text) throws RefusedDocumentException {
    return codec.lined(
        text,
        problems -> {
          Form form = Form.of(reader.read(text), "", problems);
          Trial.Candidate candidate = candidate(form, problems);
          Trial.Target target = target(form, problems);
          form.nothingElse();
          return new Trial(candidate, target);
        });
  }

  private Trial.Candidate candidate(Form form, List<Problem> problems) {
    long said = Stream.of("rule", "book", "version").filter(form::has).count();
    if (said > 1) {
      form.wrong(ONE_CANDIDATE);
    }
    if (form.has("rule")) {
      Optional<Rule> rule = codec.rule(form.node("rule"), form.at("rule"), problems);
      return rule.<Trial.Candidate>map(Trial.Candidate.OneRule::new)
          .orElseGet(Trial.Candidate.Newest::new);
    }
    if (form.has("book")) {
      return book(form, problems);
    }
    return form.number("version", 0, Integer.MAX_VALUE)
        .<Trial.Candidate>map(number -> new Trial.Candidate.Version(Math.toIntExact(number)))
        .orElseGet(Trial.Candidate.Newest::new);
  }

  private Trial.Candidate book(Form form, List<Problem> problems) {
    List<Problem> inside = new ArrayList<>();
    try {
      return new Trial.Candidate.Whole(codec.book(form.node("book"), inside));
    } catch (RefusedDocumentException e) {
      e.problems()
          .forEach(
              problem ->
                  problems.add(
                      Problem.at(
                          form.at("book") + problem.pointer(),
                          problem.value(),
                          problem.expected())));
      return new Trial.Candidate.Newest();
    }
  }

  private static Trial.Target target(Form form, List<Problem> problems) {
    if (Stream.of("past", "message", "stored").filter(form::has).count() > 1) {
      form.wrong("one of past, stored and message");
    }
    JsonNode message = form.node("message");
    JsonNode stored = form.node("stored");
    if (!stored.isMissingNode()) {
      return stored(Form.of(stored, form.at("stored"), problems));
    }
    JsonNode past = form.node("past");
    if (!message.isMissingNode()) {
      return given(Form.of(message, form.at("message"), problems));
    }
    return past.isMissingNode()
        ? new Trial.Target.Past(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty())
        : past(Form.of(past, form.at("past"), problems));
  }

  private static Trial.Target past(Form form) {
    Trial.Target.Past past =
        new Trial.Target.Past(
            form.parsed("user", Address::of),
            form.text("domain"),
            form.instant("since"),
            form.instant("until"),
            form.number("limit", 1, 100_000).map(Math::toIntExact),
            form.text("words"));
    form.nothingElse();
    return past;
  }

  private static Trial.Target stored(Form form) {
    form.required("user", "the address of the user whose mail it is");
    Optional<Address> user = form.parsed("user", Address::of);
    Trial.Target.Stored stored =
        new Trial.Target.Stored(
            user.orElseGet(() -> Address.of("nobody@invalid")),
            form.text("folder"),
            form.instant("since"),
            form.instant("until"),
            form.number("limit", 1, 10_000).map(Math::toIntExact),
            form.text("words"));
    form.nothingElse();
    return stored;
  }

  private static Trial.Target given(Form form) {
    List<Address> recipients =
        form.items("to", (node, pointer, problems) -> address(node, pointer, problems));
    if (recipients.isEmpty() || recipients.size() > Trial.Target.Given.MOST_RECIPIENTS) {
      form.wrong(
          "to",
          form.node("to"),
          "1 to " + Trial.Target.Given.MOST_RECIPIENTS + " recipients' addresses");
    }
    Trial.Target.Given given =
        new Trial.Target.Given(
            raw(form),
            form.text("from").filter(from -> !from.isEmpty() && !from.equals("<>")).isPresent()
                ? form.parsed("from", Address::of)
                : Optional.empty(),
            recipients,
            form.word("origin", Origin.class, Origin.MX),
            form.parsed("client", Network::client),
            form.text("helo"),
            form.truth("tls", true),
            form.parsed("login", Address::of));
    form.nothingElse();
    return given;
  }

  private static Optional<Address> address(JsonNode node, String pointer, List<Problem> problems) {
    try {
      return Optional.of(Address.of(node.asText()));
    } catch (IllegalArgumentException e) {
      problems.add(Problem.at(pointer, Form.show(node), String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  /** The message as text, or in base64 where its bytes matter. */
  private static String raw(Form form) {
    if (form.has("text") == form.has("base64")) {
      form.wrong("text or base64: the message, its header first");
    }
    if (!form.has("base64")) {
      String text = form.text("text", "").replaceAll("\r?\n", "\r\n");
      return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
    try {
      return new String(
          Base64.getMimeDecoder().decode(form.text("base64", "")), StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      form.wrong("base64", form.node("base64"), "base64 (" + e.getMessage() + ")");
      return "";
    }
  }
}
