package org.pillarbox.rulebook.desk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pillarbox.rules.Needs;
import org.pillarbox.rules.RuleTest;
import org.pillarbox.rules.facts.AuthResult;
import org.pillarbox.rules.facts.Authentication;
import org.pillarbox.rules.facts.Author;
import org.pillarbox.rules.facts.Content;
import org.pillarbox.rules.facts.Correspondence;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.DkimResult;
import org.pillarbox.rules.facts.Envelope;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Headers;
import org.pillarbox.rules.facts.Party;

/** Facts with what a test takes as so in place of what was looked up. */
final class TakenAsSo {
  private final Set<String> groups;

  private TakenAsSo(Set<String> groups) {
    this.groups = groups;
  }

  static Facts of(RuleTest.Given given, Facts looked, Needs needs) {
    Facts facts = looked;
    if (given.known().isPresent()) {
      facts = facts.withCorrespondence(Correspondence.of(given.known().get()));
    }
    if (given.count().isPresent()) {
      Map<CounterKey, Fact<Long>> counters = new HashMap<>();
      needs.counters().forEach(key -> counters.put(key, Fact.of(given.count().get())));
      facts = facts.withCounters(counters);
    }
    if (given.dkim().isPresent()) {
      facts = facts.withAuthentication(dkim(given.dkim().get()));
    }
    return given.groups().isEmpty()
        ? facts
        : new TakenAsSo(Set.copyOf(given.groups())).sender(facts);
  }

  private static Authentication dkim(List<String> domains) {
    Authentication unknown = Authentication.unknown(RuleTests.A_TEST);
    return new Authentication(
        unknown.spf(),
        Fact.of(domains.stream().map(name -> new DkimResult(name, AuthResult.PASS)).toList()),
        unknown.dmarc(),
        unknown.arc());
  }

  private Facts sender(Facts facts) {
    Envelope envelope = facts.envelope();
    Content content = facts.content();
    return facts
        .withEnvelope(
            new Envelope(
                envelope.origin(),
                envelope.sender().map(this::in),
                envelope.recipient(),
                envelope.deliveredTo(),
                envelope.recipients()))
        .withSession(
            facts
                .session()
                .login()
                .value()
                .map(login -> facts.session().withLogin(in(login)))
                .orElse(facts.session()))
        .withContent(
            new Content(
                content.size(),
                content.headers().map(this::authors),
                content.text(),
                content.attachments(),
                content.traits()));
  }

  private Headers authors(Headers headers) {
    return new Headers(
        headers.fields(),
        authors(headers.from()),
        authors(headers.sender()),
        authors(headers.replyTo()));
  }

  private List<Author> authors(List<Author> authors) {
    return authors.stream()
        .map(author -> new Author(author.displayName(), in(author.party())))
        .toList();
  }

  private Party in(Party party) {
    return new Party(party.address(), party.local(), Fact.of(groups));
  }
}
