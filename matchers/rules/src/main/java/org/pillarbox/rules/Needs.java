package org.pillarbox.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.action.LimitRate;
import org.pillarbox.rules.action.StripAttachments;
import org.pillarbox.rules.condition.AttachmentEncrypted;
import org.pillarbox.rules.condition.AttachmentExtension;
import org.pillarbox.rules.condition.AttachmentMacros;
import org.pillarbox.rules.condition.AttachmentName;
import org.pillarbox.rules.condition.AttachmentNotInspectable;
import org.pillarbox.rules.condition.AttachmentSize;
import org.pillarbox.rules.condition.AttachmentType;
import org.pillarbox.rules.condition.Body;
import org.pillarbox.rules.condition.CardNumber;
import org.pillarbox.rules.condition.Client;
import org.pillarbox.rules.condition.Condition;
import org.pillarbox.rules.condition.DataPattern;
import org.pillarbox.rules.condition.DeliveredTo;
import org.pillarbox.rules.condition.DisplayName;
import org.pillarbox.rules.condition.HeaderField;
import org.pillarbox.rules.condition.Helo;
import org.pillarbox.rules.condition.Iban;
import org.pillarbox.rules.condition.KnownCorrespondent;
import org.pillarbox.rules.condition.Rate;
import org.pillarbox.rules.condition.Recipient;
import org.pillarbox.rules.condition.ReverseName;
import org.pillarbox.rules.condition.Sender;
import org.pillarbox.rules.condition.Subject;
import org.pillarbox.rules.condition.TextMatch;
import org.pillarbox.rules.condition.Time;
import org.pillarbox.rules.condition.Virus;
import org.pillarbox.rules.facts.CounterKey;

/**
 * Which facts a rule set asks for, so that nobody gathers what no rule looks at.
 *
 * @param groups groups whose membership is asked
 * @param lists named lists
 * @param counters counters
 * @param correspondence whether "have we written to them" is asked
 * @param reverseName whether the client's reverse name is asked
 * @param text whether the text of the message is
 * @param attachments whether attachments are
 * @param insideAttachments whether archives and documents have to be opened
 */
public record Needs(
    Set<String> groups,
    Set<String> lists,
    Set<CounterKey> counters,
    boolean correspondence,
    boolean reverseName,
    boolean text,
    boolean attachments,
    boolean insideAttachments) {
  public Needs {
    groups = Set.copyOf(groups);
    lists = Set.copyOf(lists);
    counters = Set.copyOf(counters);
  }

  /** Of the rules of a set that are not off. */
  public static Needs of(RuleSet set) {
    List<Rule> rules =
        set.rules().stream()
            .filter(rule -> rule.state() != State.OFF && set.mode() != State.OFF)
            .toList();
    List<Condition> conditions =
        rules.stream().flatMap(rule -> rule.when().conditions()).distinct().toList();
    List<Action> actions =
        rules.stream()
            .flatMap(rule -> Stream.concat(rule.then().stream(), rule.otherwise().stream()))
            .toList();
    Set<String> groups = new HashSet<>();
    Set<String> lists = new HashSet<>();
    Set<CounterKey> counters = new HashSet<>();
    rules.forEach(rule -> rule.pilot().ifPresent(groups::add));
    conditions.forEach(
        condition -> {
          groups.addAll(groups(condition));
          lists.addAll(lists(condition));
          if (condition instanceof Rate rate) {
            counters.add(rate.key());
          }
        });
    actions.forEach(
        action -> {
          if (action instanceof LimitRate limit) {
            counters.add(limit.key());
          } else if (action instanceof StripAttachments strip) {
            lists.addAll(strip.list());
          }
        });
    return new Needs(
        groups,
        lists,
        counters,
        conditions.stream().anyMatch(KnownCorrespondent.class::isInstance),
        conditions.stream().anyMatch(ReverseName.class::isInstance),
        conditions.stream().anyMatch(Needs::readsText),
        conditions.stream().anyMatch(Needs::readsAttachments),
        conditions.stream().anyMatch(Needs::opensAttachments));
  }

  /** Groups that a condition names. */
  public static List<String> groups(Condition condition) {
    if (condition instanceof Sender sender) {
      return sender.who().group();
    }
    if (condition instanceof Recipient recipient) {
      return recipient.who().group();
    }
    return condition instanceof DeliveredTo delivered ? delivered.who().group() : List.of();
  }

  /** Named lists that a condition refers to. */
  public static List<String> lists(Condition condition) {
    if (condition instanceof Sender sender) {
      return sender.who().list();
    }
    if (condition instanceof Recipient recipient) {
      return recipient.who().list();
    }
    if (condition instanceof DeliveredTo delivered) {
      return delivered.who().list();
    }
    if (condition instanceof Client client) {
      return client.list();
    }
    if (condition instanceof Time time) {
      return time.list();
    }
    if (condition instanceof AttachmentExtension extension) {
      return extension.list();
    }
    return text(condition).list();
  }

  private static TextMatch text(Condition condition) {
    if (condition instanceof Subject subject) {
      return subject.text();
    }
    if (condition instanceof Body body) {
      return body.text();
    }
    if (condition instanceof HeaderField header) {
      return header.text();
    }
    if (condition instanceof DisplayName name) {
      return name.name();
    }
    if (condition instanceof AttachmentName name) {
      return name.name();
    }
    if (condition instanceof ReverseName name) {
      return name.name();
    }
    if (condition instanceof Helo helo) {
      return helo.name();
    }
    return condition instanceof Virus virus ? virus.name() : TextMatch.none();
  }

  private static boolean readsText(Condition condition) {
    return condition instanceof Body
        || condition instanceof CardNumber
        || condition instanceof Iban
        || condition instanceof DataPattern;
  }

  private static boolean readsAttachments(Condition condition) {
    return condition instanceof AttachmentName
        || condition instanceof AttachmentExtension
        || condition instanceof AttachmentType
        || condition instanceof AttachmentSize
        || opensAttachments(condition);
  }

  private static boolean opensAttachments(Condition condition) {
    return (condition instanceof AttachmentName name && name.inside())
        || (condition instanceof AttachmentExtension extension && extension.inside())
        || (condition instanceof AttachmentType type && type.inside())
        || condition instanceof AttachmentEncrypted
        || condition instanceof AttachmentMacros
        || condition instanceof AttachmentNotInspectable;
  }
}
