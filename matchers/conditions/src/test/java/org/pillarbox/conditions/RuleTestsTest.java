package org.pillarbox.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import org.junit.jupiter.api.Test;
import org.pillarbox.rules.Node;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.RuleSet;
import org.pillarbox.rules.RuleTest;
import org.pillarbox.rules.State;
import org.pillarbox.rules.action.Quarantine;
import org.pillarbox.rules.condition.Condition;
import org.pillarbox.rules.condition.PartyMatch;
import org.pillarbox.rules.condition.Sender;
import org.pillarbox.rules.condition.SenderBy;
import org.pillarbox.rules.condition.SpamScore;
import org.pillarbox.rules.condition.Subject;
import org.pillarbox.rules.condition.TextMatch;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.list.NamedLists;

class RuleTestsTest {
  private final RuleTests tests =
      new RuleTests(
          FactsOfTest.factsOf(new Directory("example.org").group("hr", "hanna@example.org")));

  private static RuleTest test(String name, String login, String message, Answer expected) {
    return new RuleTest(
        name,
        login.isEmpty() ? Origin.MX : Origin.SUBMISSION,
        Optional.of(Address.of("sam@elsewhere.example")),
        Address.of("ann@example.org"),
        Optional.of(login).filter(one -> !one.isEmpty()).map(Address::of),
        Optional.of("192.0.2.7"),
        message,
        expected);
  }

  private List<RuleTests.Outcome> run(Condition condition, RuleTest... all)
      throws MessagingException {
    return tests.run(RuleSet.of(1, rule(State.ON, condition, all)), NamedLists.none());
  }

  private static Rule rule(State state, Condition condition, RuleTest... all) {
    Rule plain = Rule.on("r", Node.of(condition), new Quarantine("x", true));
    return new Rule(
        plain.id(),
        plain.name(),
        state,
        plain.direction(),
        plain.when(),
        plain.then(),
        List.of(),
        false,
        plain.unknown(),
        plain.validity(),
        Optional.empty(),
        List.of(all));
  }

  @Test
  void aMessageIsReadAsItWouldArrive() throws MessagingException {
    assertThat(
            run(
                new Subject(TextMatch.words("grüße")),
                test("meant", "", "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\n\nx", Answer.YES),
                test("other", "", "Subject: x\n\nx", Answer.NO),
                test("", "", "Subject: x\n\nx", Answer.YES)))
        .containsExactly(
            new RuleTests.Outcome("r", "meant", Answer.YES, Answer.YES),
            new RuleTests.Outcome("r", "other", Answer.NO, Answer.NO),
            new RuleTests.Outcome("r", "3", Answer.YES, Answer.NO))
        .extracting(RuleTests.Outcome::passed)
        .containsExactly(true, true, false);
  }

  @Test
  void groupsOfTheDirectoryCount() throws MessagingException {
    assertThat(
            run(
                new Sender(SenderBy.LOGIN, PartyMatch.groups("hr")),
                test("in", "hanna@example.org", "", Answer.YES),
                test("out", "carl@example.org", "", Answer.NO),
                test("nobody", "", "", Answer.NO)))
        .allMatch(RuleTests.Outcome::passed);
  }

  @Test
  void aRuleThatIsOffIsTestedTheSame() throws MessagingException {
    Rule off =
        rule(
            State.OFF,
            new Sender(SenderBy.LOGIN, PartyMatch.groups("hr")),
            test("in", "hanna@example.org", "", Answer.YES));

    assertThat(tests.run(new RuleSet(1, State.OFF, List.of(off)), NamedLists.none()))
        .hasSize(1)
        .allMatch(RuleTests.Outcome::passed);
  }

  @Test
  void whatATestCannotSayIsUnknown() throws MessagingException {
    assertThat(run(new SpamScore(5), test("no filter", "", "Subject: x\n\nx", Answer.UNKNOWN)))
        .allMatch(RuleTests.Outcome::passed);
    assertThat(run(new Subject(TextMatch.is("x")), test("no message", "", "", Answer.UNKNOWN)))
        .allMatch(RuleTests.Outcome::passed);
  }
}
