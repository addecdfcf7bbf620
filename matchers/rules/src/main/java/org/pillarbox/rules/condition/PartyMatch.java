package org.pillarbox.rules.condition;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.list.ListLookup;
import org.pillarbox.rules.list.NamedLists;
import org.pillarbox.rules.list.SafePattern;

/**
 * Whom an address is compared with. It says yes if any value of any parameter does.
 *
 * @param address these addresses
 * @param domain these domains; {@code *.example.org} means all below it
 * @param pattern RE2 expressions, found in the address
 * @param group members of these groups
 * @param list named lists of people, domains or patterns
 * @param local whether it is one of ours; empty if that does not matter
 * @param empty whether to say yes where there is no address: the {@code <>} of a DSN, no login
 */
@Flattened
public record PartyMatch(
    @Param("it is one of these addresses") List<Address> address,
    @Param("it is in one of these domains; *.example.org means all below it") List<String> domain,
    @Param("one of these RE2 expressions is found in it") List<SafePattern> pattern,
    @Param("it is a member of one of these groups") List<String> group,
    @Param("it is in one of these named lists of people, domains or patterns") List<String> list,
    @Param("it is one of our own (true), or is not (false)") Optional<Boolean> local,
    @Param(value = "there is none: the sender of a DSN, no login", standard = "false")
        boolean empty) {
  public PartyMatch {
    address = Bounds.count("address", address);
    domain = Bounds.lower("domain", domain);
    pattern = Bounds.count("pattern", pattern);
    group = Bounds.texts("group", group);
    list = Bounds.texts("list", list);
    if (address.isEmpty()
        && domain.isEmpty()
        && pattern.isEmpty()
        && group.isEmpty()
        && list.isEmpty()
        && local.isEmpty()
        && !empty) {
      throw new IllegalArgumentException(
          "nothing to compare with: address, domain, pattern, group, list, local or empty is"
              + " expected");
    }
  }

  /** These addresses. */
  public static PartyMatch addresses(String... addresses) {
    return new PartyMatch(
        java.util.Arrays.stream(addresses).map(Address::of).toList(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        false);
  }

  /** These domains. */
  public static PartyMatch domains(String... domains) {
    return new PartyMatch(
        List.of(), List.of(domains), List.of(), List.of(), List.of(), Optional.empty(), false);
  }

  /** These groups. */
  public static PartyMatch groups(String... groups) {
    return new PartyMatch(
        List.of(), List.of(), List.of(), List.of(groups), List.of(), Optional.empty(), false);
  }

  /** These named lists. */
  public static PartyMatch lists(String... lists) {
    return new PartyMatch(
        List.of(), List.of(), List.of(), List.of(), List.of(lists), Optional.empty(), false);
  }

  /** An RE2 expression. */
  public static PartyMatch pattern(String expression) {
    return new PartyMatch(
        List.of(),
        List.of(),
        List.of(SafePattern.of(expression)),
        List.of(),
        List.of(),
        Optional.empty(),
        false);
  }

  /** Ours, or not. */
  public static PartyMatch local(boolean ours) {
    return new PartyMatch(
        List.of(), List.of(), List.of(), List.of(), List.of(), Optional.of(ours), false);
  }

  /** No address at all. */
  public static PartyMatch none() {
    return new PartyMatch(
        List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty(), true);
  }

  Answer answer(Fact<Party> party, Facts facts, NamedLists lists) {
    return party.answer(Answer.of(empty), known -> answer(known, facts, lists));
  }

  Answer answer(Party party, Facts facts, NamedLists lists) {
    if (address.contains(party.address()) || inDomain(party.address()) || matches(party)) {
      return Answer.YES;
    }
    Answer answer = Answer.NO;
    if (local.isPresent()) {
      boolean wanted = local.get();
      answer = answer.or(party.local().answer(ours -> Answer.of(ours == wanted)));
    }
    if (!group.isEmpty()) {
      answer = answer.or(party.groups().answer(this::names));
    }
    for (String name : list) {
      if (answer == Answer.YES) {
        break;
      }
      Optional<ListLookup> found = lists.find(name);
      answer =
          answer.or(
              found.isEmpty()
                  ? Answer.UNKNOWN
                  : Answer.of(found.get().containsAddress(party.address(), facts.at())));
    }
    return answer;
  }

  private Answer names(Set<String> groups) {
    return Answer.of(group.stream().anyMatch(groups::contains));
  }

  private boolean matches(Party party) {
    return !pattern.isEmpty()
        && pattern.stream().anyMatch(one -> one.isFoundIn(party.address().toString()));
  }

  private boolean inDomain(Address one) {
    for (String name : domain) {
      if (name.startsWith("*.")
          ? one.domain().endsWith(name.substring(1))
          : one.domain().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
