package org.pillarbox.rules;

import java.util.List;
import java.util.function.BiPredicate;
import org.pillarbox.rules.condition.AttachmentExtension;
import org.pillarbox.rules.condition.AttachmentType;
import org.pillarbox.rules.condition.Body;
import org.pillarbox.rules.condition.Client;
import org.pillarbox.rules.condition.Condition;
import org.pillarbox.rules.condition.DeliveredTo;
import org.pillarbox.rules.condition.DisplayName;
import org.pillarbox.rules.condition.HeaderField;
import org.pillarbox.rules.condition.MessageIs;
import org.pillarbox.rules.condition.OriginIs;
import org.pillarbox.rules.condition.PartyMatch;
import org.pillarbox.rules.condition.Recipient;
import org.pillarbox.rules.condition.RecipientCount;
import org.pillarbox.rules.condition.Sender;
import org.pillarbox.rules.condition.Size;
import org.pillarbox.rules.condition.SpamScore;
import org.pillarbox.rules.condition.Subject;
import org.pillarbox.rules.condition.TextMatch;
import org.pillarbox.rules.facts.Address;

/** Whether one tree saying yes makes another say yes. It may say no wrongly, never yes. */
final class Wider {
  private Wider() {}

  /** Whether every message that {@code narrow} matches is matched by {@code wide}. */
  static boolean implies(Node narrow, Node wide) {
    if (narrow.equals(wide)) {
      return true;
    }
    if (wide instanceof Node.All all) {
      return all.nodes().stream().allMatch(one -> implies(narrow, one));
    }
    if (narrow instanceof Node.Any any && !any.nodes().isEmpty()) {
      return any.nodes().stream().allMatch(one -> implies(one, wide));
    }
    if (wide instanceof Node.Any any
        && any.nodes().stream().anyMatch(one -> implies(narrow, one))) {
      return true;
    }
    if (narrow instanceof Node.All all) {
      return all.nodes().stream().anyMatch(one -> implies(one, wide));
    }
    return narrow instanceof Node.Leaf one
        && wide instanceof Node.Leaf other
        && implies(one.condition(), other.condition());
  }

  private static boolean implies(Condition narrow, Condition wide) {
    if (narrow instanceof Sender a && wide instanceof Sender b) {
      return a.by() == b.by() && within(a.who(), b.who());
    }
    if (narrow instanceof Recipient a && wide instanceof Recipient b) {
      return within(a.who(), b.who());
    }
    if (narrow instanceof DeliveredTo a && wide instanceof DeliveredTo b) {
      return within(a.who(), b.who());
    }
    if (narrow instanceof OriginIs a && wide instanceof OriginIs b) {
      return b.is().containsAll(a.is());
    }
    if (narrow instanceof MessageIs a && wide instanceof MessageIs b) {
      return b.any().containsAll(a.any());
    }
    if (narrow instanceof Client a && wide instanceof Client b) {
      return b.network().containsAll(a.network()) && b.list().containsAll(a.list());
    }
    return impliesContent(narrow, wide);
  }

  private static boolean impliesContent(Condition narrow, Condition wide) {
    if (narrow instanceof Size a && wide instanceof Size b) {
      return a.above() >= b.above();
    }
    if (narrow instanceof SpamScore a && wide instanceof SpamScore b) {
      return a.above() >= b.above();
    }
    if (narrow instanceof RecipientCount a && wide instanceof RecipientCount b) {
      return a.above() >= b.above();
    }
    if (narrow instanceof Subject a && wide instanceof Subject b) {
      return within(a.text(), b.text());
    }
    if (narrow instanceof Body a && wide instanceof Body b) {
      return within(a.text(), b.text());
    }
    if (narrow instanceof DisplayName a && wide instanceof DisplayName b) {
      return within(a.name(), b.name());
    }
    if (narrow instanceof HeaderField a && wide instanceof HeaderField b) {
      return a.name().equalsIgnoreCase(b.name())
          && (b.text().isEmpty() || (!a.text().isEmpty() && within(a.text(), b.text())));
    }
    if (narrow instanceof AttachmentExtension a && wide instanceof AttachmentExtension b) {
      return (b.inside() || !a.inside())
          && b.is().containsAll(a.is())
          && b.list().containsAll(a.list());
    }
    return narrow instanceof AttachmentType a
        && wide instanceof AttachmentType b
        && (b.inside() || !a.inside())
        && b.is().containsAll(a.is());
  }

  private static boolean within(PartyMatch narrow, PartyMatch wide) {
    return narrow.address().stream().allMatch(one -> names(wide, one))
        && narrow.domain().stream().allMatch(one -> namesDomain(wide, one))
        && wide.pattern().containsAll(narrow.pattern())
        && wide.group().containsAll(narrow.group())
        && wide.list().containsAll(narrow.list())
        && (narrow.local().isEmpty() || narrow.local().equals(wide.local()))
        && (!narrow.empty() || wide.empty());
  }

  private static boolean names(PartyMatch wide, Address address) {
    return wide.address().contains(address) || namesDomain(wide, address.domain());
  }

  private static boolean namesDomain(PartyMatch wide, String domain) {
    return wide.domain().contains(domain)
        || wide.domain().stream()
            .anyMatch(
                one ->
                    one.startsWith("*.")
                        && domain
                            .substring(domain.startsWith("*.") ? 1 : 0)
                            .endsWith(one.substring(1))
                        && !domain.equals(one.substring(2)));
  }

  private static boolean within(TextMatch narrow, TextMatch wide) {
    return each(narrow.is(), wide.is(), wide.contains(), String::contains)
        && each(narrow.contains(), wide.contains(), wide.contains(), String::contains)
        && each(narrow.starts(), wide.starts(), wide.contains(), String::contains)
        && each(narrow.ends(), wide.ends(), wide.contains(), String::contains)
        && each(narrow.words(), wide.words(), wide.contains(), String::contains)
        && wide.like().containsAll(narrow.like())
        && wide.pattern().containsAll(narrow.pattern())
        && wide.list().containsAll(narrow.list())
        && !narrow.isEmpty();
  }

  private static boolean each(
      List<String> narrow, List<String> same, List<String> parts, BiPredicate<String, String> has) {
    return narrow.stream()
        .allMatch(
            one -> same.contains(one) || parts.stream().anyMatch(part -> has.test(one, part)));
  }
}
