package org.pillarbox.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.action.CopyTo;
import org.pillarbox.rules.action.Redirect;
import org.pillarbox.rules.condition.Condition;
import org.pillarbox.rules.condition.OriginIs;
import org.pillarbox.rules.condition.PartyMatch;
import org.pillarbox.rules.condition.Recipient;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Origin;

/** Redirections and copies that come back to the rule that made them. */
final class LintLoops {
  // Longer chains than this end at the bound on Received fields anyway.
  private static final int LONGEST = 50;

  // Steps looked at for one set; circles that are missed end at the same bound.
  private static final int STEPS = 2_000_000;

  private LintLoops() {}

  private record Sending(Rule rule, List<Address> to) {}

  static List<Finding> check(List<Rule> rules) {
    List<Sending> sendings =
        rules.stream()
            .map(rule -> new Sending(rule, targets(rule)))
            .filter(sending -> !sending.to().isEmpty() && meetsRedirected(sending.rule()))
            .toList();
    List<Finding> findings = new ArrayList<>();
    int[] steps = {STEPS};
    for (Sending sending : sendings) {
      if (comesBack(sending, sendings, steps)) {
        findings.add(
            new Finding(
                Finding.Severity.ERROR,
                sending.rule().id(),
                Finding.About.LOOP,
                "what it sends to %s comes back to it; leave out origin redirect, or its own target"
                    .formatted(sending.to())));
      }
    }
    return findings;
  }

  private static List<Address> targets(Rule rule) {
    return rule.then().stream().flatMap(LintLoops::targets).toList();
  }

  private static Stream<Address> targets(Action action) {
    if (action instanceof Redirect redirect) {
      return redirect.to().stream();
    }
    return action instanceof CopyTo copy ? copy.to().stream() : Stream.empty();
  }

  private static boolean comesBack(Sending start, List<Sending> all, int[] steps) {
    Set<Address> seen = new HashSet<>();
    List<Address> next = new ArrayList<>(start.to());
    for (int step = 0; step < LONGEST && !next.isEmpty() && steps[0] > 0; step++) {
      List<Address> further = new ArrayList<>();
      for (Address address : next) {
        if (seen.add(address) && steps[0] > 0) {
          if (certainlyMeets(start.rule(), address)) {
            return true;
          }
          steps[0] -= all.size();
          all.stream()
              .filter(other -> certainlyMeets(other.rule(), address))
              .forEach(other -> further.addAll(other.to()));
        }
      }
      next = further;
    }
    return false;
  }

  /** Whether the rule depends on the recipient alone, and the address is one of its recipients. */
  private static boolean certainlyMeets(Rule rule, Address recipient) {
    return rule.direction() != Direction.OUT && meets(rule.when(), recipient);
  }

  private static boolean meets(Node node, Address recipient) {
    if (node instanceof Node.Leaf leaf) {
      return meets(leaf.condition(), recipient);
    }
    if (node instanceof Node.Not not) {
      return not.node() instanceof Node.Leaf leaf
          && ((leaf.condition() instanceof Recipient who && isPlain(who.who()))
              || leaf.condition() instanceof OriginIs)
          && !meets(leaf.condition(), recipient);
    }
    return node instanceof Node.All
        ? node.children().stream().allMatch(child -> meets(child, recipient))
        : node.children().stream().anyMatch(child -> meets(child, recipient));
  }

  private static boolean meets(Condition condition, Address recipient) {
    if (condition instanceof OriginIs origin) {
      return origin.is().contains(Origin.REDIRECT);
    }
    return condition instanceof Recipient who
        && (who.who().address().contains(recipient)
            || who.who().domain().stream().anyMatch(domain -> isIn(recipient, domain)));
  }

  private static boolean isPlain(PartyMatch who) {
    return who.pattern().isEmpty()
        && who.group().isEmpty()
        && who.list().isEmpty()
        && who.local().isEmpty();
  }

  private static boolean isIn(Address address, String domain) {
    return domain.startsWith("*.")
        ? address.domain().endsWith(domain.substring(1))
        : address.domain().equals(domain);
  }

  /** Whether the rule is asked about what was redirected. */
  private static boolean meetsRedirected(Rule rule) {
    return Overlap.required(rule.when()).stream()
        .noneMatch(
            condition ->
                condition instanceof OriginIs origin && !origin.is().contains(Origin.REDIRECT));
  }
}
