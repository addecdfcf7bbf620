package org.pillarbox.rules.catalog;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pillarbox.rules.Direction;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.RuleSet;
import org.pillarbox.rules.RuleTest;
import org.pillarbox.rules.State;
import org.pillarbox.rules.UnknownPolicy;
import org.pillarbox.rules.Validity;
import org.pillarbox.rules.action.Action;

/**
 * Rules and rule sets as plain maps of texts, numbers, booleans and lists, the way JSON and YAML
 * are read. Whatever is wrong is named with a JSON pointer, all of it at once.
 */
public final class RuleForm {
  private static final Catalog CATALOG = Catalog.standard();

  /** Characters of a day, as in 2026-12-24. */
  private static final int DAY = 10;

  private RuleForm() {}

  /**
   * Reads a rule set: {@code {mode: on, rules: [...]}} or the list of rules alone.
   *
   * @throws BadForm if anything is wrong
   */
  public static RuleSet readSet(Object written, long version) {
    Problems problems = new Problems();
    Fields fields =
        new Fields(
            written instanceof List ? Map.of("rules", written) : written,
            "",
            problems,
            List.of("mode", "rules"));
    State mode = fields.choice("mode", State.class, State.ON);
    List<Rule> rules = new ArrayList<>();
    List<?> all = fields.list("rules");
    if (all.size() > RuleSet.MAXIMUM_RULES) {
      problems.add(
          "/rules", all.size(), "at most %d rules are allowed".formatted(RuleSet.MAXIMUM_RULES));
      problems.throwIfAny();
    }
    for (int i = 0; i < all.size(); i++) {
      rule(all.get(i), fields.pointer("rules") + "/" + i, problems).ifPresent(rules::add);
    }
    problems.throwIfAny();
    try {
      return new RuleSet(version, mode, rules);
    } catch (IllegalArgumentException wrong) {
      problems.add("/rules", "", String.valueOf(wrong.getMessage()));
      throw new BadForm(problems.all());
    }
  }

  /**
   * Reads one rule.
   *
   * @throws BadForm if anything is wrong
   */
  public static Rule readRule(Object written) {
    Problems problems = new Problems();
    Optional<Rule> rule = rule(written, "", problems);
    problems.throwIfAny();
    return rule.orElseThrow();
  }

  private static Optional<Rule> rule(Object written, String pointer, Problems problems) {
    int before = problems.count();
    Fields fields =
        new Fields(
            written,
            pointer,
            problems,
            List.of(
                "id",
                "name",
                "state",
                "direction",
                "when",
                "then",
                "else",
                "stop",
                "unknown",
                "valid",
                "pilot",
                "tests"));
    String id = fields.text("id").orElse("");
    if (id.isEmpty()) {
      problems.add(fields.pointer("id"), "", "it is required: a short name, unique in its set");
    }
    NodeForm nodes = new NodeForm(CATALOG, problems);
    Object when = fields.get("when").orElse(Map.of());
    Optional<org.pillarbox.rules.Node> node = nodes.read(when, fields.pointer("when"), 1);
    List<Action> then = actions(fields, "then", problems);
    List<Action> otherwise = actions(fields, "else", problems);
    State state = fields.choice("state", State.class, State.ON);
    Direction direction = fields.choice("direction", Direction.class, Direction.ANY);
    UnknownPolicy unknown = fields.choice("unknown", UnknownPolicy.class, UnknownPolicy.NO_MATCH);
    boolean stop = fields.flag("stop");
    Fields valid =
        new Fields(
            fields.get("valid").orElse(Map.of()),
            fields.pointer("valid"),
            problems,
            List.of("from", "until"));
    Optional<Instant> from = instant(valid, "from", problems);
    Optional<Instant> until = instant(valid, "until", problems);
    Optional<String> pilot = fields.text("pilot");
    List<RuleTest> tests = TestForm.readAll(fields, problems);
    if (problems.count() > before || node.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Rule(
              id,
              fields.text("name").orElse(id),
              state,
              direction,
              node.get(),
              then,
              otherwise,
              stop,
              unknown,
              new Validity(from, until),
              pilot,
              tests));
    } catch (IllegalArgumentException wrong) {
      problems.add(pointer, id, String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  private static List<Action> actions(Fields fields, String name, Problems problems) {
    List<Action> read = new ArrayList<>();
    List<?> written = fields.list(name);
    for (int i = 0; i < written.size(); i++) {
      String pointer = fields.pointer(name) + "/" + i;
      Optional<Named> named = Named.of(written.get(i));
      if (named.isEmpty()) {
        problems.add(pointer, written.get(i), "an action's name, with its parameters, is expected");
      }
      named
          .flatMap(
              one ->
                  CATALOG.action(
                      one.name(), one.parameters(), Problems.below(pointer, one.name()), problems))
          .ifPresent(read::add);
    }
    return read;
  }

  private static Optional<Instant> instant(Fields fields, String name, Problems problems) {
    Optional<String> text = fields.text(name);
    try {
      return text.map(
          written -> Instant.parse(written.length() == DAY ? written + "T00:00:00Z" : written));
    } catch (DateTimeException wrong) {
      problems.add(
          fields.pointer(name),
          text.orElse(""),
          "a time such as 2026-12-24T18:00:00Z, or a day such as 2026-12-24, is expected");
      return Optional.empty();
    }
  }

  /** Writes a rule set; reading it gives the same set. */
  public static Map<String, Object> write(RuleSet set) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("mode", Words.ofConstant(set.mode()));
    written.put("rules", set.rules().stream().map(RuleForm::write).toList());
    return written;
  }

  /** Writes a rule; what has its standard value is left out. */
  public static Map<String, Object> write(Rule rule) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("id", rule.id());
    if (!rule.name().equals(rule.id())) {
      written.put("name", rule.name());
    }
    written.put("state", Words.ofConstant(rule.state()));
    if (rule.direction() != Direction.ANY) {
      written.put("direction", Words.ofConstant(rule.direction()));
    }
    written.put("when", NodeForm.write(rule.when(), CATALOG));
    written.put("then", rule.then().stream().map(RuleForm::write).toList());
    if (!rule.otherwise().isEmpty()) {
      written.put("else", rule.otherwise().stream().map(RuleForm::write).toList());
    }
    if (rule.stop()) {
      written.put("stop", true);
    }
    if (rule.unknown() != UnknownPolicy.NO_MATCH) {
      written.put("unknown", Words.ofConstant(rule.unknown()));
    }
    Map<String, Object> valid = new LinkedHashMap<>();
    rule.validity().from().ifPresent(from -> valid.put("from", from.toString()));
    rule.validity().until().ifPresent(until -> valid.put("until", until.toString()));
    if (!valid.isEmpty()) {
      written.put("valid", valid);
    }
    rule.pilot().ifPresent(pilot -> written.put("pilot", pilot));
    if (!rule.tests().isEmpty()) {
      written.put("tests", rule.tests().stream().map(TestForm::write).toList());
    }
    return written;
  }

  /** Writes an action: its name and its parameters. */
  public static Map<String, Object> write(Action action) {
    return Map.of(Catalog.name(action), CATALOG.parameters(action));
  }
}
