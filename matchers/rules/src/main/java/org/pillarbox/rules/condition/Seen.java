package org.pillarbox.rules.condition;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.pillarbox.rules.facts.Author;
import org.pillarbox.rules.facts.DkimResult;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.facts.Text;

/** Short forms of what a condition looked at. */
final class Seen {
  private static final int LONGEST = 200;

  private Seen() {}

  static String of(Fact<?> fact) {
    return clipped(fact.map(Seen::words).show());
  }

  /** As an administrator would write it, not as Java shows it. */
  private static String words(Object value) {
    if (value instanceof Enum<?> word) {
      return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    if (value instanceof Collection<?> several) {
      return several.isEmpty()
          ? "none"
          : several.stream().map(Seen::words).sorted().collect(Collectors.joining(", "));
    }
    if (value instanceof DkimResult dkim) {
      return dkim.domain() + " " + words(dkim.result());
    }
    if (value instanceof Text text) {
      return text.original().length()
          + " characters"
          + text.gap().map(why -> ", not all of it: " + why).orElse("");
    }
    return String.valueOf(value);
  }

  static String party(Fact<Party> fact) {
    return clipped(fact.map(Seen::one).show());
  }

  static String one(Party party) {
    return party.address()
        + party.local().value().map(local -> local ? " (local)" : " (outside)").orElse("")
        + party.groups().value().filter(g -> !g.isEmpty()).map(g -> " in " + words(g)).orElse("");
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
