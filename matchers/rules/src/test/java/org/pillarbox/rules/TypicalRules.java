package org.pillarbox.rules;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.pillarbox.rules.action.AddHeader;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.condition.AttachmentExtension;
import org.pillarbox.rules.condition.Body;
import org.pillarbox.rules.condition.PartyMatch;
import org.pillarbox.rules.condition.Recipient;
import org.pillarbox.rules.condition.Sender;
import org.pillarbox.rules.condition.SenderBy;
import org.pillarbox.rules.condition.Subject;
import org.pillarbox.rules.condition.TextMatch;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.list.IndexedLists;
import org.pillarbox.rules.list.ListKind;
import org.pillarbox.rules.list.NamedList;
import org.pillarbox.rules.list.NamedLists;
import org.pillarbox.rules.testing.SomeFacts;

/** What speed is measured with. */
final class TypicalRules {
  static final NamedLists LISTS =
      IndexedLists.of(List.of(NamedList.of("programs", ListKind.PATTERNS, List.of("*.exe"))));

  private static final Refuse NO = Refuse.because("no");
  private static final AddHeader SEEN = new AddHeader("X-Seen", "yes");
  private static final int TEXT = 10_000;

  private TypicalRules() {}

  /** Of a hundred, ninety are about someone, and ten look into every message. */
  static RuleSet set(int rules) {
    return set(IntStream.range(0, rules).mapToObj(TypicalRules::typical).toList());
  }

  /** All about senders that the message is not from. */
  static RuleSet aboutOthers(int rules) {
    return set(
        IntStream.range(0, rules)
            .mapToObj(number -> barred("r" + number, PartyMatch.domains("e" + number + ".test")))
            .toList());
  }

  private static RuleSet set(List<Rule> rules) {
    return new RuleSet(1, State.ON, rules);
  }

  private static Rule typical(int number) {
    String id = "r" + number;
    return switch (number % 20) {
      case 0 -> Rule.on(id, Node.of(new Subject(TextMatch.words("offer" + number, "prize"))), SEEN);
      case 1 ->
          number % 40 == 1
              ? Rule.on(id, Node.of(new Body(TextMatch.words("secret" + number))), SEEN)
              : Rule.on(
                  id,
                  Node.of(new AttachmentExtension(List.of("js"), List.of("programs"), true)),
                  SEEN);
      case 2, 3 ->
          Rule.on(
              id,
              Node.all(
                  Node.of(new Recipient(PartyMatch.addresses("u" + number + "@ours.test"))),
                  Node.of(new Subject(TextMatch.contains("report")))),
              SEEN);
      case 4 -> Rule.on(id, Node.of(new Recipient(PartyMatch.groups("g" + number))), SEEN);
      case 5, 6, 7, 8 -> barred(id, PartyMatch.domains("*.d" + number + ".test"));
      case 9, 10, 11, 12 -> barred(id, PartyMatch.domains("e" + number + ".test"));
      default -> barred(id, PartyMatch.addresses("spam" + number + "@far.test"));
    };
  }

  private static Rule barred(String id, PartyMatch who) {
    return Rule.on(id, Node.of(new Sender(SenderBy.ENVELOPE, who)), NO);
  }

  /** A message with a text of 10 KB. */
  static Facts message() {
    StringBuilder text = new StringBuilder();
    Random words = new Random(1);
    while (text.length() < TEXT) {
      text.append(Long.toString(words.nextInt(1 << 30), 36)).append(' ');
    }
    return SomeFacts.mail().text(text.toString()).accepted();
  }
}
