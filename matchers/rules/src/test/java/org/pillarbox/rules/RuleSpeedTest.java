package org.pillarbox.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
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
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.list.IndexedLists;
import org.pillarbox.rules.list.ListKind;
import org.pillarbox.rules.list.ListLookup;
import org.pillarbox.rules.list.NamedList;
import org.pillarbox.rules.list.NamedLists;
import org.pillarbox.rules.list.Network;
import org.pillarbox.rules.testing.SomeFacts;

/**
 * That rules cost little. Figures differ from machine to machine, so what is held is mostly the
 * ratio to walking the list in the same run; they are published with the test's report.
 */
class RuleSpeedTest {
  private static final Refuse NO = Refuse.because("no");
  private static final AddHeader SEEN = new AddHeader("X-Seen", "yes");
  private static final double MILLISECOND = 1_000_000;
  private static final double TEN_MICROSECONDS = 10_000;
  private static final int ROUNDS = 3_000;

  private static final NamedLists LISTS =
      IndexedLists.of(List.of(NamedList.of("programs", ListKind.PATTERNS, List.of("*.exe"))));

  /** Of a hundred, ninety are about someone, and ten look into every message. */
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

  private static RuleSet set(int rules) {
    return new RuleSet(
        1, State.ON, IntStream.range(0, rules).mapToObj(RuleSpeedTest::typical).toList());
  }

  private static Facts message() {
    StringBuilder text = new StringBuilder();
    Random words = new Random(1);
    while (text.length() < 10_000) {
      text.append(Long.toString(words.nextInt(1 << 30), 36)).append(' ');
    }
    return SomeFacts.mail().text(text.toString()).accepted();
  }

  /** The specification's way: each rule in turn. */
  private static Verdict walk(RuleSet set, List<Prepared> rules, Facts facts) {
    Evaluation evaluation = new Evaluation(set, facts, LISTS);
    boolean on = true;
    for (int i = 0; on && i < rules.size(); i++) {
      on = evaluation.ask(rules.get(i));
    }
    return evaluation.verdict();
  }

  private record Times(double median, double p99) {}

  private static Times measure(Supplier<Verdict> evaluate) {
    long[] nanos = new long[ROUNDS];
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < ROUNDS; i++) {
        long start = System.nanoTime();
        Verdict verdict = evaluate.get();
        nanos[i] = System.nanoTime() - start;
        assertThat(verdict.isFinal()).isTrue();
      }
    }
    Arrays.sort(nanos);
    return new Times(nanos[ROUNDS / 2], nanos[ROUNDS - ROUNDS / 100]);
  }

  private static Times indexed(int rules, Facts facts) {
    Evaluator evaluator = Evaluator.of(set(rules));
    return measure(() -> evaluator.evaluate(facts, LISTS));
  }

  @Test
  void aThousandRulesCostFarLessThanAMillisecondForEachRecipient(TestReporter report) {
    Facts facts = message();
    RuleSet set = set(1_000);
    List<Prepared> prepared = set.rules().stream().map(Prepared::of).toList();
    assertThat(Evaluator.of(set).evaluate(facts, LISTS)).isEqualTo(walk(set, prepared, facts));

    Times linear = measure(() -> walk(set, prepared, facts));
    Times index = indexed(1_000, facts);
    report.publishEntry(
        "1,000 rules",
        "index %.0f µs (p99 %.0f), walking %.0f µs, ratio %.2f"
            .formatted(
                index.median() / 1_000,
                index.p99() / 1_000,
                linear.median() / 1_000,
                index.median() / linear.median()));

    Times more = indexed(10_000, facts);
    report.publishEntry(
        "10,000 rules",
        "index %.0f µs (p99 %.0f)".formatted(more.median() / 1_000, more.p99() / 1_000));

    assertThat(index.median()).isLessThan(MILLISECOND / 2);
    assertThat(index.median()).isLessThan(linear.median());
  }

  @Test
  void rulesAboutSomeoneElseCostNearlyNothing(TestReporter report) {
    Facts facts = message();
    RuleSet few = new RuleSet(1, State.ON, someoneElse(100));
    RuleSet many = new RuleSet(1, State.ON, someoneElse(10_000));
    Evaluator first = Evaluator.of(few);
    Evaluator second = Evaluator.of(many);
    List<Prepared> prepared = many.rules().stream().map(Prepared::of).toList();

    Times small = measure(() -> first.evaluate(facts, LISTS));
    Times large = measure(() -> second.evaluate(facts, LISTS));
    Times linear = measure(() -> walk(many, prepared, facts));
    report.publishEntry(
        "10,000 rules about others",
        "index %.1f µs (100 rules: %.1f µs), walking %.0f µs, ratio %.4f"
            .formatted(
                large.median() / 1_000,
                small.median() / 1_000,
                linear.median() / 1_000,
                large.median() / linear.median()));

    assertThat(large.median()).isLessThan(linear.median() / 10);
  }

  private static List<Rule> someoneElse(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> barred("r" + number, PartyMatch.domains("e" + number + ".test")))
        .toList();
  }

  @Test
  void aHundredThousandEntriesAreLookedUpInMicroseconds(TestReporter report) throws Exception {
    int size = NamedList.MAXIMUM_ENTRIES;
    List<Double> medians = new ArrayList<>();
    ListLookup people = list(ListKind.PEOPLE, size, i -> "u%d@d%d.test".formatted(i, i % 977));
    Address someone = Address.of("u4711@d803.test");
    medians.add(lookups(() -> people.containsAddress(someone, SomeFacts.AT)));
    ListLookup domains = list(ListKind.DOMAINS, size, i -> "*.d%d.test".formatted(i));
    medians.add(lookups(() -> domains.containsDomain("a.b.c.d4711.test", SomeFacts.AT)));
    ListLookup networks =
        list(
            ListKind.NETWORKS, size, i -> ten(i) + "%d.%d.0/24".formatted((i >> 8) & 255, i & 255));
    InetAddress client = Network.client("10.18.103.9");
    medians.add(lookups(() -> networks.containsClient(client, SomeFacts.AT)));
    ListLookup patterns = list(ListKind.PATTERNS, size, i -> "*invoice%d*.zip".formatted(i));
    medians.add(lookups(() -> patterns.containsText("my invoice4711 of today.zip", SomeFacts.AT)));
    report.publishEntry(
        "100,000 entries", "people, domains, networks, patterns: %s ns".formatted(medians));

    assertThat(medians).allSatisfy(median -> assertThat(median).isLessThan(TEN_MICROSECONDS));
  }

  private static String ten(int number) {
    return (10 + (number >> 16)) + ".";
  }

  private static ListLookup list(
      ListKind kind, int size, java.util.function.IntFunction<String> entry) {
    List<String> entries = IntStream.range(0, size).mapToObj(entry).distinct().toList();
    return IndexedLists.of(List.of(NamedList.of("list", kind, entries))).find("list").orElseThrow();
  }

  private static double lookups(Supplier<Boolean> lookup) {
    long[] nanos = new long[ROUNDS];
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < ROUNDS; i++) {
        long start = System.nanoTime();
        boolean found = lookup.get();
        nanos[i] = System.nanoTime() - start;
        assertThat(found).isTrue();
      }
    }
    Arrays.sort(nanos);
    return nanos[ROUNDS / 2];
  }
}
