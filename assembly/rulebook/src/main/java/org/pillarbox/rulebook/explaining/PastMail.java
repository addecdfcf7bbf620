package org.pillarbox.rulebook.explaining;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pillarbox.rulebook.versions.RuleStoreException;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Envelope;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Header;
import org.pillarbox.rules.facts.Headers;

/** What rules knew of mail that has passed, newest first. Reading changes nothing. */
public interface PastMail {
  /**
   * Shows copies to a reader until it has seen enough, the limit is reached or the thread is
   * interrupted.
   *
   * @param reader says whether it wants another
   * @throws RuleStoreException when the store does not answer
   */
  void newest(Selection selection, Predicate<Copy> reader);

  /**
   * One recipient's copy of a message, or one refused recipient.
   *
   * @param id to ask for its explanation with
   * @param kept what was known of it
   */
  record Copy(String id, KeptFacts.Kept kept) {}

  /**
   * Which mail.
   *
   * @param user only what this address sent, got or sent under its login
   * @param domain only what an address of this domain sent or got, in lower case
   * @param since from this time on
   * @param until to this time
   * @param limit at most so many copies, the newest ones
   * @param words only what has this in its subject, or in a sender's or recipient's address or
   *     name, in whatever case; whoever reads asks {@link #mentions}
   */
  record Selection(
      Optional<Address> user,
      Optional<String> domain,
      Instant since,
      Instant until,
      int limit,
      Optional<String> words) {
    /** Copies of one simulation. */
    public static final int MOST = 100_000;

    public Selection {
      domain = domain.map(name -> name.toLowerCase(Locale.ROOT));
      words = words.map(text -> text.toLowerCase(Locale.ROOT)).filter(text -> !text.isBlank());
      if (limit < 1 || limit > MOST) {
        throw new IllegalArgumentException(
            "limit: " + limit + " is not allowed; allowed are 1 to " + MOST);
      }
      if (since.isAfter(until)) {
        throw new IllegalArgumentException(
            "since: " + since + " is not allowed; a time before " + until + " is");
      }
    }

    /** Whatever is said in it. */
    public Selection(
        Optional<Address> user, Optional<String> domain, Instant since, Instant until, int limit) {
      this(user, domain, since, until, limit, Optional.empty());
    }

    /** The same with as many copies as there may be. */
    public Selection unlimited() {
      return new Selection(user, domain, since, until, MOST, words);
    }

    /** Whether the words stand where they are looked for; what is not known has none. */
    public boolean mentions(Facts facts) {
      return words
          .map(text -> places(facts).anyMatch(one -> one.toLowerCase(Locale.ROOT).contains(text)))
          .orElse(true);
    }

    private static Stream<String> places(Facts facts) {
      Envelope envelope = facts.envelope();
      Stream<String> parties =
          Stream.of(
                  envelope.sender().value(),
                  Optional.of(envelope.recipient()),
                  envelope.deliveredTo().value())
              .flatMap(Optional::stream)
              .map(party -> party.address().toString());
      return Stream.concat(
          parties, facts.content().headers().value().stream().flatMap(Selection::places));
    }

    private static Stream<String> places(Headers headers) {
      return Stream.concat(
          headers.fields().stream()
              .filter(field -> field.name().equalsIgnoreCase("Subject"))
              .map(Header::value),
          headers.from().stream()
              .flatMap(
                  author -> Stream.of(author.displayName(), author.party().address().toString())));
    }

    /** Whether a copy between these is meant. */
    public boolean includes(Optional<Address> sender, Optional<Address> login, Address recipient) {
      return user.map(
                  one ->
                      one.equals(recipient)
                          || sender.filter(one::equals).isPresent()
                          || login.filter(one::equals).isPresent())
              .orElse(true)
          && domain
              .map(
                  one ->
                      one.equals(recipient.domain())
                          || sender.filter(from -> one.equals(from.domain())).isPresent())
              .orElse(true);
    }
  }
}
