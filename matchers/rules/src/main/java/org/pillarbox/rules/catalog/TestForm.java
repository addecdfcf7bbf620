package org.pillarbox.rules.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pillarbox.rules.RuleTest;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Origin;

/** A rule's tests as written. */
final class TestForm {
  private static final List<String> NAMES =
      List.of("name", "origin", "sender", "recipient", "login", "client", "message", "expect");

  private TestForm() {}

  static List<RuleTest> readAll(Fields rule, Problems problems) {
    List<RuleTest> tests = new ArrayList<>();
    List<?> written = rule.list("tests");
    for (int i = 0; i < written.size(); i++) {
      read(written.get(i), rule.pointer("tests") + "/" + i, problems).ifPresent(tests::add);
    }
    return tests;
  }

  private static Optional<RuleTest> read(Object written, String pointer, Problems problems) {
    int before = problems.count();
    Fields fields = new Fields(written, pointer, problems, NAMES);
    Optional<Address> to = address(fields, "recipient");
    if (fields.get("recipient").isEmpty()) {
      problems.add(fields.pointer("recipient"), "", "it is required: the recipient");
    }
    Optional<Address> from = address(fields, "sender");
    Optional<Address> login = address(fields, "login");
    Origin origin = fields.choice("origin", Origin.class, Origin.MX);
    Answer expected = fields.choice("expect", Answer.class, Answer.YES);
    if (problems.count() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new RuleTest(
              fields.text("name").orElse(""),
              origin,
              from,
              to.orElseThrow(),
              login,
              fields.text("client"),
              fields.text("message").orElse(""),
              expected));
    } catch (IllegalArgumentException wrong) {
      problems.add(pointer, "", String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  private static Optional<Address> address(Fields fields, String name) {
    return fields
        .get(name)
        .filter(value -> !value.equals(""))
        .flatMap(value -> fields.scalar(name, Address.class, value));
  }

  static Map<String, Object> write(RuleTest test) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("name", test.name());
    written.put("origin", Words.ofConstant(test.origin()));
    test.sender().ifPresent(from -> written.put("sender", from.toString()));
    written.put("recipient", test.recipient().toString());
    test.login().ifPresent(login -> written.put("login", login.toString()));
    test.client().ifPresent(client -> written.put("client", client));
    if (!test.message().isEmpty()) {
      written.put("message", test.message());
    }
    written.put("expect", Words.ofConstant(test.expected()));
    return written;
  }
}
