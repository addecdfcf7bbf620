package org.pillarbox.rulebook.explaining;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Attachment;
import org.pillarbox.rules.facts.Author;
import org.pillarbox.rules.facts.Content;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.Envelope;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Header;
import org.pillarbox.rules.facts.Headers;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.facts.Session;
import org.pillarbox.rules.facts.Text;
import org.pillarbox.rules.facts.Trait;

class FactsTextTest {
  private static final Party ANN =
      new Party(Address.of("ann@example.org"), Fact.of(true), Fact.of(Set.of("sales")));
  private static final Party ADA =
      new Party(Address.of("ada@there.example"), Fact.of(false), Fact.unknown("no directory"));

  private final FactsText text = new FactsText();

  private static Facts facts(List<Header> fields) throws Exception {
    Session session =
        new Session(
            Fact.of(InetAddress.getByName("192.0.2.7")),
            Fact.unknown("DNS failed"),
            Fact.of("mx.there.example"),
            Fact.of(true),
            Fact.absent(),
            Fact.unknown("no source"),
            Fact.of(Set.of()));
    Envelope envelope =
        new Envelope(Origin.MX, Fact.of(ADA), ANN, Fact.later(), Fact.of(List.of(ANN.address())));
    Attachment macro =
        new Attachment(
            "a.docm",
            "application/octet-stream",
            Fact.unknown("of no known type"),
            12,
            Fact.of(false),
            Fact.of(true),
            Fact.of(true),
            List.of());
    Content content =
        new Content(
            Fact.of(4711L),
            Fact.of(new Headers(fields, List.of(new Author("Ada", ADA)), List.of(), List.of())),
            Fact.of(Text.of("a secret")),
            Fact.of(List.of(macro)),
            Fact.of(Set.of(Trait.BULK)));
    return Facts.atRcpt(Instant.parse("2026-11-23T10:00:00Z"), envelope, session)
        .withContent(content)
        .withCounters(
            Map.of(
                new CounterKey(
                    CounterKey.By.USER, CounterKey.Measure.MESSAGES, Duration.ofHours(1)),
                Fact.of(3L)));
  }

  @Test
  void whatIsKeptIsReadAgainWithoutTheText() throws Exception {
    Facts facts = facts(List.of(new Header("Subject", "Lunch")));

    Facts read = text.read(text.write(facts));

    assertThat(read.envelope()).isEqualTo(facts.envelope());
    assertThat(read.session()).isEqualTo(facts.session());
    assertThat(read.at()).isEqualTo(facts.at());
    assertThat(read.counters()).isEqualTo(facts.counters());
    assertThat(read.content().headers()).isEqualTo(facts.content().headers());
    assertThat(read.content().attachments()).isEqualTo(facts.content().attachments());
    assertThat(read.content().traits()).isEqualTo(facts.content().traits());
    assertThat(read.content().text()).isEqualTo(Fact.unknown("not kept"));
  }

  @Test
  void whatIsTooMuchIsLeftOut() throws Exception {
    java.util.Random random = new java.util.Random(1);
    List<Header> many = new java.util.ArrayList<>(Collections.emptyList());
    for (int i = 0; i < 500; i++) {
      many.add(new Header("X-" + i, Long.toHexString(random.nextLong())));
    }
    many.add(new Header("Subject", "Lunch"));

    byte[] bytes = text.write(facts(many));

    assertThat(bytes.length).isLessThanOrEqualTo(4096);
    assertThat(text.read(bytes).content().headers().value().orElseThrow().fields())
        .containsExactly(new Header("Subject", "Lunch"));
  }
}
