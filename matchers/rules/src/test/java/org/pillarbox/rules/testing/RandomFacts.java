package org.pillarbox.rules.testing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Attachment;
import org.pillarbox.rules.facts.Authentication;
import org.pillarbox.rules.facts.Author;
import org.pillarbox.rules.facts.Content;
import org.pillarbox.rules.facts.Correspondence;
import org.pillarbox.rules.facts.Envelope;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Header;
import org.pillarbox.rules.facts.Headers;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.facts.Scan;
import org.pillarbox.rules.facts.Session;
import org.pillarbox.rules.facts.Text;

/** Complete facts from a world so small that rules often match. */
public final class RandomFacts {
  /** Everybody. */
  public static final List<String> ADDRESSES =
      List.of(
          "ada@a.test",
          "bob@a.test",
          "ada@x.b.test",
          "carol@b.test",
          "postmaster@a.test",
          "dave@c.test");

  /** All that is ever said. */
  public static final List<String> WORDS = List.of("red", "green", "blue");

  private RandomFacts() {}

  /** Any. */
  public static Arbitrary<Facts> facts() {
    return facts(party());
  }

  /**
   * Those of a world in which everybody is in the same groups whoever asks.
   *
   * @param memberships groups by address
   */
  public static Arbitrary<Facts> facts(Function<Address, Fact<Set<String>>> memberships) {
    return facts(
        Combinators.combine(Arbitraries.of(ADDRESSES).map(Address::of), bools())
            .as((address, local) -> new Party(address, local, memberships.apply(address))));
  }

  private static Arbitrary<Facts> facts(Arbitrary<Party> party) {
    return Combinators.combine(
            envelope(party), session(party), content(party), scan(), bools(), counts())
        .as(
            (envelope, session, content, scan, known, count) ->
                new Facts(
                    SomeFacts.AT,
                    envelope,
                    session,
                    content,
                    Authentication.unknown("not verified"),
                    scan,
                    new Correspondence(known, known, known, known),
                    Map.of(RandomRules.COUNTER, count)));
  }

  private static Arbitrary<Party> party() {
    return Combinators.combine(
            Arbitraries.of(ADDRESSES),
            bools(),
            known(Arbitraries.of("g1", "g2").set().ofMaxSize(2)))
        .as((address, local, groups) -> new Party(Address.of(address), local, groups));
  }

  private static Arbitrary<Envelope> envelope(Arbitrary<Party> party) {
    return Combinators.combine(Arbitraries.of(Origin.class), maybe(party), party, party)
        .as(
            (origin, sender, recipient, delivered) ->
                new Envelope(
                    origin,
                    sender,
                    recipient,
                    Fact.of(delivered),
                    Fact.of(List.of(recipient.address()))));
  }

  private static Arbitrary<Session> session(Arbitrary<Party> party) {
    return Combinators.combine(bools(), maybe(party))
        .as(
            (tls, login) ->
                new Session(
                    Fact.absent(),
                    Fact.absent(),
                    Fact.absent(),
                    tls,
                    login,
                    Fact.absent(),
                    Fact.of(Set.of())));
  }

  private static Arbitrary<Content> content(Arbitrary<Party> party) {
    return Combinators.combine(
            known(Arbitraries.longs().between(0, 20)),
            Arbitraries.of(WORDS),
            known(Arbitraries.of(WORDS).map(Text::of)),
            known(attachment().list().ofMaxSize(2)),
            party)
        .as(
            (size, subject, text, attachments, author) ->
                new Content(
                    size,
                    Fact.of(
                        new Headers(
                            List.of(new Header("Subject", subject)),
                            List.of(new Author(subject, author)),
                            List.of(),
                            List.of())),
                    text,
                    attachments,
                    Fact.of(Set.of())));
  }

  private static Arbitrary<Attachment> attachment() {
    return Combinators.combine(Arbitraries.of(WORDS), bools(), bools())
        .as(
            (name, macros, inspectable) ->
                new Attachment(
                    name + ".zip",
                    "application/zip",
                    Fact.of("application/zip"),
                    10,
                    Fact.of(false),
                    macros,
                    inspectable,
                    List.of()));
  }

  private static Arbitrary<Scan> scan() {
    return Combinators.combine(
            known(Arbitraries.doubles().between(0, 10)), maybe(Arbitraries.of(WORDS)))
        .as(Scan::new);
  }

  private static Arbitrary<Fact<Long>> counts() {
    return known(Arbitraries.longs().between(0, 10));
  }

  private static Arbitrary<Fact<Boolean>> bools() {
    return known(Arbitraries.of(true, false));
  }

  private static <T> Arbitrary<Fact<T>> known(Arbitrary<T> value) {
    return Arbitraries.frequencyOf(
        Tuple.of(5, value.map(Fact::of)),
        Tuple.of(1, Arbitraries.just(Fact.unknown("nobody knows"))));
  }

  private static <T> Arbitrary<Fact<T>> maybe(Arbitrary<T> value) {
    return Arbitraries.frequencyOf(
        Tuple.of(5, value.map(Fact::of)),
        Tuple.of(1, Arbitraries.just(Fact.unknown("nobody knows"))),
        Tuple.of(1, Arbitraries.just(Fact.absent())));
  }
}
