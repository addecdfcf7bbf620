package org.pillarbox.rulebook.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rules.Direction;
import org.pillarbox.rules.Node;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.RuleSet;
import org.pillarbox.rules.State;
import org.pillarbox.rules.UnknownPolicy;
import org.pillarbox.rules.Validity;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.condition.Client;
import org.pillarbox.rules.condition.PartyMatch;
import org.pillarbox.rules.condition.Recipient;
import org.pillarbox.rules.condition.Sender;
import org.pillarbox.rules.condition.SenderBy;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.list.ListEntry;
import org.pillarbox.rules.list.ListKind;
import org.pillarbox.rules.list.NamedList;
import org.pillarbox.rules.list.Network;

/**
 * Barring somebody: the oldest wish, in one call. As a sender they are refused by envelope at RCPT
 * and by the header fields From and Sender at DATA; as a destination at RCPT on the way out.
 *
 * <p>Who is barred for everybody stands in named lists that two rules ask, so that a hundred
 * thousand of them cost no more than one. Who is barred for some only has a rule of its own.
 */
public final class Bars {
  /** The rule that refuses barred senders. */
  public static final String FROM_RULE = "bar-from";

  /** The rule that refuses barred destinations. */
  public static final String TO_RULE = "bar-to";

  private static final String OWN_RULE = "bar-";
  private static final String NOTE = "Made by bar";

  private Bars() {}

  /** Which way they are barred. */
  public enum Way {
    /** As sender. */
    FROM,
    /** As destination. */
    TO;

    private String list(ListKind kind) {
      return "barred-"
          + name().toLowerCase(Locale.ROOT)
          + "-"
          + kind.name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One bar.
   *
   * @param who an address, {@code @domain}, or a network
   * @param way which way
   * @param forWhom a user or group of ours, or {@code @domain}; empty for everybody
   * @param until when it ends; empty for never
   * @param note why
   */
  public record Bar(
      String who, Way way, Optional<String> forWhom, Optional<Instant> until, String note) {}

  private static ListKind kind(String who) {
    return who.startsWith("@")
        ? ListKind.DOMAINS
        : who.contains("@") ? ListKind.PEOPLE : ListKind.NETWORKS;
  }

  private static String value(String who) {
    return switch (kind(who)) {
      case DOMAINS -> domain(who);
      case PEOPLE -> Address.of(who).toString();
      case NETWORKS, PATTERNS, TIMES -> Network.of(who).toString();
    };
  }

  private static String domain(String who) {
    String domain = who.substring(1).toLowerCase(Locale.ROOT);
    if (domain.isEmpty() || domain.indexOf('@') >= 0 || domain.indexOf(' ') >= 0) {
      throw new IllegalArgumentException("'" + who + "': @ and a domain is expected");
    }
    return domain;
  }

  /**
   * Adds a bar; one for the same way and people is replaced.
   *
   * @throws IllegalArgumentException when it names nobody, saying what is expected
   */
  public static Book add(Book book, Bar bar) {
    ListKind kind = kind(bar.who());
    if (kind == ListKind.NETWORKS && bar.way() == Way.TO) {
      throw new IllegalArgumentException(bar.who() + ": a network can only be barred as a sender");
    }
    String value = value(bar.who());
    return bar.forWhom().isPresent()
        ? first(book, ofSome(bar, kind, value))
        : listed(ruled(book, bar.way()), bar.way(), kind, value, bar);
  }

  /** Takes a bar away; what was not there is no fault. */
  public static Book remove(Book book, String who, Way way, Optional<String> forWhom) {
    String value = value(who);
    if (forWhom.isPresent()) {
      return without(book, id(way, value, forWhom.get()));
    }
    String name = way.list(kind(who));
    return book.list(name)
        .map(
            list ->
                book.with(
                    with(
                        list,
                        list.entries().stream()
                            .filter(entry -> !entry.value().equals(value))
                            .toList())))
        .orElse(book);
  }

  /** All bars, those for everybody first. */
  public static List<Bar> all(Book book) {
    List<Bar> bars = new ArrayList<>();
    for (Way way : Way.values()) {
      for (ListKind kind : kinds(way)) {
        book.list(way.list(kind))
            .map(NamedList::entries)
            .orElse(List.of())
            .forEach(
                entry ->
                    bars.add(
                        new Bar(
                            (kind == ListKind.DOMAINS ? "@" : "") + entry.value(),
                            way,
                            Optional.empty(),
                            entry.expires(),
                            entry.note())));
      }
    }
    return bars;
  }

  /** Ids of the rules for some only. */
  public static List<Rule> rulesForSome(Book book) {
    return book.set().rules().stream()
        .filter(
            rule -> (rule.id().startsWith(FROM_RULE + "-") || rule.id().startsWith(TO_RULE + "-")))
        .toList();
  }

  private static List<ListKind> kinds(Way way) {
    return way == Way.FROM
        ? List.of(ListKind.PEOPLE, ListKind.DOMAINS, ListKind.NETWORKS)
        : List.of(ListKind.PEOPLE, ListKind.DOMAINS);
  }

  private static Book listed(Book book, Way way, ListKind kind, String value, Bar bar) {
    NamedList list = book.list(way.list(kind)).orElseThrow();
    return book.with(
        with(
            list,
            Stream.concat(
                    list.entries().stream().filter(entry -> !entry.value().equals(value)),
                    Stream.of(new ListEntry(value, bar.until(), bar.note())))
                .toList()));
  }

  private static NamedList with(NamedList list, List<ListEntry> entries) {
    return new NamedList(list.name(), list.kind(), list.owner(), list.note(), entries);
  }

  /** The book with the rule and the lists that this way needs. */
  private static Book ruled(Book book, Way way) {
    Book next = book;
    for (ListKind kind : kinds(way)) {
      if (next.list(way.list(kind)).isEmpty()) {
        next = next.with(new NamedList(way.list(kind), kind, Optional.empty(), NOTE, List.of()));
      }
    }
    String id = way == Way.FROM ? FROM_RULE : TO_RULE;
    return next.set().find(id).isPresent() ? next : first(next, ofAll(way));
  }

  private static Rule ofAll(Way way) {
    PartyMatch who = PartyMatch.lists(way.list(ListKind.PEOPLE), way.list(ListKind.DOMAINS));
    return switch (way) {
      case FROM ->
          Rule.on(
              FROM_RULE,
              new Node.Any(
                  List.of(
                      Node.of(new Sender(SenderBy.ENVELOPE, who)),
                      Node.of(new Client(List.of(), List.of(way.list(ListKind.NETWORKS)))),
                      Node.of(new Sender(SenderBy.AUTHOR, who)))),
              refusal(way));
      case TO -> Rule.on(TO_RULE, Node.of(new Recipient(who)), refusal(way)).with(Direction.OUT);
    };
  }

  private static Refuse refusal(Way way) {
    return Refuse.because(
        way == Way.FROM
            ? "Mail from this sender is not accepted here"
            : "Mail to this destination is not sent from here");
  }

  private static Rule ofSome(Bar bar, ListKind kind, String value) {
    String forWhom = bar.forWhom().orElseThrow();
    PartyMatch ours = People.match(forWhom);
    Node node =
        bar.way() == Way.FROM
            ? new Node.All(List.of(Node.of(new Recipient(ours)), sender(kind, value)))
            : new Node.All(
                List.of(Node.of(new Recipient(them(kind, value))), People.sending(ours)));
    return new Rule(
        id(bar.way(), value, forWhom),
        cut(
            "Barred for "
                + forWhom
                + ": "
                + bar.who()
                + (bar.note().isEmpty() ? "" : " (" + bar.note() + ")")),
        State.ON,
        bar.way() == Way.FROM ? Direction.ANY : Direction.OUT,
        node,
        List.of(refusal(bar.way())),
        List.of(),
        false,
        UnknownPolicy.NO_MATCH,
        new Validity(Optional.empty(), bar.until()),
        Optional.empty(),
        List.of());
  }

  private static Node sender(ListKind kind, String value) {
    if (kind == ListKind.NETWORKS) {
      return Node.of(new Client(List.of(Network.of(value)), List.of()));
    }
    PartyMatch them = them(kind, value);
    return new Node.Any(
        List.of(
            Node.of(new Sender(SenderBy.ENVELOPE, them)),
            Node.of(new Sender(SenderBy.AUTHOR, them))));
  }

  private static PartyMatch them(ListKind kind, String value) {
    return kind == ListKind.PEOPLE ? PartyMatch.addresses(value) : PartyMatch.domains(value);
  }

  private static String cut(String name) {
    return name.length() > Rule.MAXIMUM_NAME ? name.substring(0, Rule.MAXIMUM_NAME) : name;
  }

  private static String id(Way way, String value, String forWhom) {
    byte[] both =
        (value + "\n" + forWhom.toLowerCase(Locale.ROOT))
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return OWN_RULE
        + way.name().toLowerCase(Locale.ROOT)
        + "-"
        + UUID.nameUUIDFromBytes(both).toString().substring(0, 13);
  }

  /** The book with this rule before all others, in place of one of its id. */
  static Book first(Book book, Rule rule) {
    List<Rule> rules = new ArrayList<>();
    rules.add(rule);
    book.set().rules().stream().filter(one -> !one.id().equals(rule.id())).forEach(rules::add);
    return book.with(new RuleSet(book.set().version(), book.set().mode(), rules));
  }

  static Book without(Book book, String id) {
    return book.with(
        new RuleSet(
            book.set().version(),
            book.set().mode(),
            book.set().rules().stream().filter(one -> !one.id().equals(id)).toList()));
  }
}
