package org.pillarbox.rules.facts;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A message's header: its fields in order, and those that name people, taken apart.
 *
 * @param fields all fields, bounded by what the appliance accepts (2,000)
 * @param from mailboxes of From
 * @param sender mailbox of Sender, none or one
 * @param replyTo mailboxes of Reply-To
 */
public record Headers(
    List<Header> fields, List<Author> from, List<Author> sender, List<Author> replyTo) {
  public Headers {
    fields = List.copyOf(fields);
    from = List.copyOf(from);
    sender = List.copyOf(sender);
    replyTo = List.copyOf(replyTo);
  }

  /**
   * The same with each that it names as its author, sender or reader of replies put through this.
   */
  public Headers mapAuthors(UnaryOperator<Party> as) {
    return new Headers(fields, mapped(from, as), mapped(sender, as), mapped(replyTo, as));
  }

  private static List<Author> mapped(List<Author> authors, UnaryOperator<Party> as) {
    return authors.stream()
        .map(author -> new Author(author.displayName(), as.apply(author.party())))
        .toList();
  }

  /** All fields of that name, in order. */
  public Stream<Header> all(String name) {
    return fields.stream().filter(field -> field.name().equalsIgnoreCase(name));
  }

  /** Value of the first field of that name. */
  public Optional<String> first(String name) {
    return all(name).map(Header::value).findFirst();
  }
}
