package org.pillarbox.rules.testing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.pillarbox.rules.Direction;
import org.pillarbox.rules.Node;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.RuleSet;
import org.pillarbox.rules.State;
import org.pillarbox.rules.UnknownPolicy;
import org.pillarbox.rules.Validity;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.action.AddHeader;
import org.pillarbox.rules.action.Discard;
import org.pillarbox.rules.action.LimitRate;
import org.pillarbox.rules.action.Notify;
import org.pillarbox.rules.action.Quarantine;
import org.pillarbox.rules.action.Redirect;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.action.SkipFilters;
import org.pillarbox.rules.action.Stop;
import org.pillarbox.rules.action.Suspend;
import org.pillarbox.rules.condition.AttachmentMacros;
import org.pillarbox.rules.condition.AttachmentName;
import org.pillarbox.rules.condition.Body;
import org.pillarbox.rules.condition.Condition;
import org.pillarbox.rules.condition.DeliveredTo;
import org.pillarbox.rules.condition.KnownCorrespondent;
import org.pillarbox.rules.condition.OriginIs;
import org.pillarbox.rules.condition.PartyMatch;
import org.pillarbox.rules.condition.Rate;
import org.pillarbox.rules.condition.Recipient;
import org.pillarbox.rules.condition.Sender;
import org.pillarbox.rules.condition.SenderBy;
import org.pillarbox.rules.condition.Size;
import org.pillarbox.rules.condition.SpamScore;
import org.pillarbox.rules.condition.Subject;
import org.pillarbox.rules.condition.TextMatch;
import org.pillarbox.rules.condition.Tls;
import org.pillarbox.rules.condition.Virus;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.list.IndexedLists;
import org.pillarbox.rules.list.ListKind;
import org.pillarbox.rules.list.NamedList;
import org.pillarbox.rules.list.NamedLists;

/** Rules over the small world of {@link RandomFacts}. */
public final class RandomRules {
  /** The one counter that rules ask. */
  public static final CounterKey COUNTER =
      new CounterKey(CounterKey.By.USER, CounterKey.Measure.MESSAGES, Duration.ofHours(1));

  private RandomRules() {}

  /** The lists that rules name, but for one that is missing. */
  public static NamedLists lists() {
    return IndexedLists.of(
        List.of(
            NamedList.of("people", ListKind.PEOPLE, List.of("ada@a.test", "dave@c.test")),
            NamedList.of("domains", ListKind.DOMAINS, List.of("a.test", "*.b.test"))));
  }

  /** Any set. */
  public static Arbitrary<RuleSet> sets() {
    return sets(conditions());
  }

  /** Sets whose rules ask what is kept of a message; its text never is. */
  public static Arbitrary<RuleSet> setsOverWhatIsKept() {
    return sets(conditions().filter(condition -> !(condition instanceof Body)));
  }

  private static Arbitrary<RuleSet> sets(Arbitrary<Condition> conditions) {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(8, State.ON), Tuple.of(1, State.AUDIT), Tuple.of(1, State.OFF)),
            rules(conditions).list().ofMinSize(0).ofMaxSize(8))
        .as((mode, rules) -> new RuleSet(1, mode, renamed(rules)));
  }

  private static List<Rule> renamed(List<Rule> rules) {
    return IntStream.range(0, rules.size()).mapToObj(i -> named(rules.get(i), "r" + i)).toList();
  }

  private static Arbitrary<Rule> rules(Arbitrary<Condition> conditions) {
    return Combinators.combine(
            nodes(3, conditions),
            actions().list().ofMinSize(0).ofMaxSize(3),
            Arbitraries.of(true, false, false),
            Arbitraries.of(State.ON, State.ON, State.ON, State.AUDIT, State.OFF),
            Arbitraries.of(Direction.class),
            Arbitraries.of(UnknownPolicy.class),
            Arbitraries.of(Optional.<String>empty(), Optional.<String>empty(), Optional.of("g1")))
        .as(
            (when, then, stop, state, direction, unknown, pilot) ->
                new Rule(
                    "r",
                    "r",
                    state,
                    direction,
                    when,
                    then,
                    List.of(),
                    stop,
                    unknown,
                    Validity.always(),
                    pilot,
                    List.of()));
  }

  private static Rule named(Rule rule, String id) {
    return new Rule(
        id,
        id,
        rule.state(),
        rule.direction(),
        rule.when(),
        rule.then(),
        rule.otherwise(),
        rule.stop(),
        rule.unknown(),
        rule.validity(),
        rule.pilot(),
        rule.tests());
  }

  /** Any tree. */
  public static Arbitrary<Node> nodes(int depth) {
    return nodes(depth, conditions());
  }

  private static Arbitrary<Node> nodes(int depth, Arbitrary<Condition> conditions) {
    Arbitrary<Node> leaf = conditions.map(Node::of);
    if (depth == 1) {
      return leaf;
    }
    Arbitrary<List<Node>> below = nodes(depth - 1, conditions).list().ofMaxSize(3);
    return Arbitraries.oneOf(
        leaf,
        below.map(Node.All::new),
        below.map(Node.Any::new),
        nodes(depth - 1, conditions).map(Node::not));
  }

  private static Arbitrary<PartyMatch> who() {
    return Arbitraries.oneOf(
        Arbitraries.of(RandomFacts.ADDRESSES).map(PartyMatch::addresses),
        Arbitraries.of("a.test", "*.b.test", "c.test").map(PartyMatch::domains),
        Arbitraries.of("g1", "g2").map(PartyMatch::groups),
        Arbitraries.of("people", "domains", "missing").map(PartyMatch::lists),
        Arbitraries.of(true, false).map(PartyMatch::local),
        Arbitraries.just(PartyMatch.none()),
        Arbitraries.just(PartyMatch.pattern("^ada@")));
  }

  private static Arbitrary<Condition> conditions() {
    Arbitrary<TextMatch> word = Arbitraries.of(RandomFacts.WORDS).map(TextMatch::contains);
    return Arbitraries.oneOf(
        List.of(
            Combinators.combine(Arbitraries.of(SenderBy.class), who()).as(Sender::new),
            who().map(Recipient::new),
            who().map(Recipient::new),
            who().map(DeliveredTo::new),
            Arbitraries.of(Origin.class).map(origin -> new OriginIs(List.of(origin))),
            word.map(Subject::new),
            word.map(Body::new),
            word.map(Virus::new),
            word.map(name -> new AttachmentName(name, true)),
            Arbitraries.just(new AttachmentMacros(true)),
            Arbitraries.longs().between(0, 20).map(Size::new),
            Arbitraries.of(2.0, 5.0).map(SpamScore::new),
            Arbitraries.of(true, false).map(Tls::new),
            Arbitraries.just(
                new KnownCorrespondent(
                    KnownCorrespondent.We.RECIPIENT, KnownCorrespondent.They.ADDRESS)),
            Arbitraries.longs()
                .between(0, 10)
                .map(above -> new Rate(COUNTER.by(), COUNTER.measure(), COUNTER.window(), above))));
  }

  private static Arbitrary<Action> actions() {
    return Arbitraries.of(
        Refuse.because("no"),
        Refuse.because("no"),
        new Quarantine("held", true),
        new Discard(),
        new Stop(),
        new Redirect(List.of(Address.of("zoe@z.test"))),
        new AddHeader("X-Seen", "yes"),
        new Suspend("too much"),
        new Notify(List.of(Address.of("zoe@z.test")), "s", "t"),
        new LimitRate(COUNTER.by(), COUNTER.measure(), COUNTER.window(), 5),
        new SkipFilters(List.of(SkipFilters.Filter.SPAM), List.of("r2", "r3")));
  }
}
