package org.pillarbox.rulebook.desk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rules.Node;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.condition.PartyMatch;
import org.pillarbox.rules.condition.Recipient;

/**
 * Letting people write inside the company only. The company is a named list of domains, or the
 * domain of those people. The rule asks who logged in and who the envelope says, so it closes
 * submission and JMAP in the dialogue, and what Sieve, absence notes, forwards, aliases and groups
 * send on, after acceptance, where it means quarantine.
 */
public final class InsideOnly {
  private static final String PREFIX = "inside-only-";

  private InsideOnly() {}

  /**
   * Keeps them inside.
   *
   * @param who a user, a group, or {@code @domain}
   * @param company a named list of domains; empty for their own domain
   * @param except a named list of people or domains that they may write to all the same
   * @throws IllegalArgumentException when it names nobody, or a list is not there
   */
  public static Book add(Book book, String who, Optional<String> company, Optional<String> except) {
    company.ifPresent(list -> known(book, list));
    except.ifPresent(list -> known(book, list));
    List<Node> nodes = new ArrayList<>();
    nodes.add(People.sending(People.match(who)));
    PartyMatch inside =
        company.map(PartyMatch::lists).orElseGet(() -> PartyMatch.domains(People.domain(who)));
    nodes.add(new Node.Not(Node.of(new Recipient(inside))));
    except.ifPresent(
        list -> nodes.add(new Node.Not(Node.of(new Recipient(PartyMatch.lists(list))))));
    return Bars.first(
        book,
        Rule.on(
            id(who),
            new Node.All(nodes),
            Refuse.because(
                "This sender may write inside the company only: ask your administrator")));
  }

  /** Lets them out again; what was not there is no fault. */
  public static Book remove(Book book, String who) {
    return Bars.without(book, id(who));
  }

  /** The rules. */
  public static List<Rule> all(Book book) {
    return book.set().rules().stream().filter(rule -> rule.id().startsWith(PREFIX)).toList();
  }

  private static void known(Book book, String list) {
    if (book.list(list).isEmpty()) {
      throw new IllegalArgumentException(
          "list '" + list + "': there is none; make it first with PUT /lists/" + list);
    }
  }

  private static String id(String who) {
    String plain = who.toLowerCase(Locale.ROOT);
    String readable = plain.replaceAll("[^a-z0-9._-]", "-");
    return PREFIX
        + (readable.length() > 60 ? readable.substring(0, 60) : readable)
        + "-"
        + UUID.nameUUIDFromBytes(plain.getBytes(StandardCharsets.UTF_8)).toString().substring(0, 4);
  }
}
