package org.pillarbox.rulebook.desk;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.AddressException;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.core.Username;
import org.pillarbox.protection.admission.Arrival;
import org.pillarbox.protection.admission.Entrance;
import org.pillarbox.rulebook.gathering.ContentReader;
import org.pillarbox.rulebook.gathering.Gathering;
import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rulebook.text.Problem;
import org.pillarbox.rules.Needs;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.RuleTest;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Authentication;
import org.pillarbox.rules.facts.Content;
import org.pillarbox.rules.facts.Envelope;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Scan;
import org.pillarbox.rules.list.IndexedLists;
import org.pillarbox.rules.list.Network;

/** Runs the test messages that rules carry. Nothing is sent, counted or kept. */
public final class RuleTests {
  static final String A_TEST = "a test";

  private final Gathering gathering;
  private final ContentReader contents;
  private final Clock clock;

  @Inject
  public RuleTests(Gathering gathering, ContentReader contents, Clock clock) {
    this.gathering = gathering;
    this.contents = contents;
    this.clock = clock;
  }

  /**
   * A test that came out otherwise than its author wrote.
   *
   * @param pointer where the test stands (RFC 6901)
   * @param rule id of the rule
   * @param name the test's name
   * @param expected what its author wrote
   * @param answer what the rule says, or why it could not be asked
   */
  public record Failure(String pointer, String rule, String name, Answer expected, String answer) {
    Problem problem() {
      return Problem.at(
          pointer,
          answer,
          expected.name().toLowerCase(java.util.Locale.ROOT)
              + ": test \""
              + name
              + "\" of rule "
              + rule
              + " fails");
    }
  }

  /** The tests of a book that fail. */
  public List<Failure> failures(Book book) {
    IndexedLists lists = IndexedLists.of(book.lists());
    Needs needs = Needs.of(book.set());
    List<Failure> failures = new ArrayList<>();
    List<Rule> rules = book.set().rules();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      for (int j = 0; j < rule.tests().size(); j++) {
        RuleTest test = rule.tests().get(j);
        String answer = ask(rule, test, needs, lists);
        if (!answer.equals(test.expected().name().toLowerCase(java.util.Locale.ROOT))) {
          failures.add(
              new Failure(
                  "/rules/" + i + "/tests/" + j, rule.id(), test.name(), test.expected(), answer));
        }
      }
    }
    return failures;
  }

  private String ask(Rule rule, RuleTest test, Needs needs, IndexedLists lists) {
    try {
      Facts facts = facts(test, needs);
      Answer answer =
          rule.direction().answer(facts.envelope()).and(rule.when().answer(facts, lists));
      return answer.name().toLowerCase(java.util.Locale.ROOT);
    } catch (MessagingException | IllegalArgumentException e) {
      return "not asked: " + e.getMessage();
    }
  }

  /** What rules know of a test's message. */
  Facts facts(RuleTest test, Needs needs) throws MessagingException {
    MailAddress recipient = mailAddress(test.recipient());
    Facts envelope = gathering.atRcpt(arrival(test), recipient, needs);
    Envelope seen =
        new Envelope(
                test.origin(),
                envelope.envelope().sender(),
                envelope.envelope().recipient(),
                envelope.envelope().deliveredTo(),
                envelope.envelope().recipients())
            .withRecipients(List.of(test.recipient()))
            .deliveredTo(envelope.envelope().recipient());
    Facts looked =
        envelope
            .withEnvelope(seen)
            .withContent(content(test, needs))
            .withAuthentication(Authentication.unknown(A_TEST))
            .withScan(Scan.unknown(A_TEST));
    return TakenAsSo.of(test.given(), looked, needs);
  }

  private Content content(RuleTest test, Needs needs) throws MessagingException {
    if (test.message().isEmpty()) {
      return Content.unknown("the test has no message");
    }
    byte[] bytes = test.message().replaceAll("\r?\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    MimeMessage message =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
    return contents.read(message, needs, gathering.parties());
  }

  private Arrival arrival(RuleTest test) throws AddressException {
    Optional<MailAddress> sender =
        test.sender().isPresent()
            ? Optional.of(mailAddress(test.sender().get()))
            : Optional.empty();
    return new Arrival(
        Entrance.MX,
        test.client().map(Network::client),
        test.given().helo(),
        true,
        test.login().map(login -> Username.of(login.toString())),
        MaybeSender.of(sender.orElse(null)),
        clock.instant());
  }

  private static MailAddress mailAddress(Address address) throws AddressException {
    return new MailAddress(address.toString());
  }
}
