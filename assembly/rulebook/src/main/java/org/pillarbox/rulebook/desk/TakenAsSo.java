package org.pillarbox.rulebook.desk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pillarbox.rules.Needs;
import org.pillarbox.rules.RuleTest;
import org.pillarbox.rules.facts.AuthResult;
import org.pillarbox.rules.facts.Authentication;
import org.pillarbox.rules.facts.Correspondence;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.DkimResult;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Party;

/** Facts with what a test takes as so in place of what was looked up. */
final class TakenAsSo {
  private TakenAsSo() {}

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
    if (!given.groups().isEmpty()) {
      Fact<Set<String>> groups = Fact.of(Set.copyOf(given.groups()));
      facts = facts.mapSenders(party -> new Party(party.address(), party.local(), groups));
    }
    return facts;
  }

  private static Authentication dkim(List<String> domains) {
    Authentication unknown = Authentication.unknown(RuleTests.A_TEST);
    return new Authentication(
        unknown.spf(),
        Fact.of(domains.stream().map(name -> new DkimResult(name, AuthResult.PASS)).toList()),
        unknown.dmarc(),
        unknown.arc());
  }
}
