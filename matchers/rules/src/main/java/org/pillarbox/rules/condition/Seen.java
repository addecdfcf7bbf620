package org.pillarbox.rules.condition;

import java.util.Collection;
import java.util.stream.Collectors;
import org.pillarbox.rules.facts.Author;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Party;

/** Short forms of what a condition looked at. */
final class Seen {
  private static final int LONGEST = 200;

  private Seen() {}

  static String of(Fact<?> fact) {
    return clipped(fact.show());
  }

  static String party(Fact<Party> fact) {
    return clipped(fact.map(Seen::one).show());
  }

  static String one(Party party) {
    return party.address()
        + party.local().value().map(local -> local ? " (local)" : " (outside)").orElse("")
        + party.groups().value().filter(g -> !g.isEmpty()).map(g -> " in " + g).orElse("");
  }

  static String authors(Collection<Author> authors) {
    return clipped(
        authors.isEmpty()
            ? "none"
            : authors.stream()
                .map(author -> author.displayName() + " <" + one(author.party()) + ">")
                .collect(Collectors.joining(", ")));
  }

  static String clipped(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
