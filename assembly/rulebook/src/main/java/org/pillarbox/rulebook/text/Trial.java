package org.pillarbox.rulebook.text;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Origin;

/**
 * What is to be tried on what.
 *
 * @param candidate rules that may not be live
 * @param target mail that they are asked about
 */
public record Trial(Candidate candidate, Target target) {
  /** Rules that may not be live. */
  public sealed interface Candidate {
    /** One rule in its place among the newest ones, as if it were on. */
    record OneRule(Rule rule) implements Candidate {}

    /** A whole set with its lists. */
    record Whole(Book book) implements Candidate {}

    /** A version that was made once. */
    record Version(int number) implements Candidate {}

    /** The newest version. */
    record Newest() implements Candidate {}
  }

  /** Mail that rules are asked about. */
  public sealed interface Target {
    /**
     * What has passed.
     *
     * @param user only what this address sent or got
     * @param domain only what addresses of this domain sent or got
     * @param since from this time on
     * @param until to this time
     * @param limit at most so many copies
     * @param words only what has this in its subject, or in a sender's or recipient's address or
     *     name
     */
    record Past(
        Optional<Address> user,
        Optional<String> domain,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<Integer> limit,
        Optional<String> words)
        implements Target {}

    /**
     * What lies in a user's folders.
     *
     * @param user whose
     * @param folder only this one
     * @param since put there from this time on
     * @param until to this time
     * @param limit at most so many messages
     * @param words as of {@link Past}
     */
    record Stored(
        Address user,
        Optional<String> folder,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<Integer> limit,
        Optional<String> words)
        implements Target {}

    /**
     * One message, with the envelope that it would have.
     *
     * @param raw its bytes (RFC 5322), each a character of ISO 8859-1
     * @param sender envelope sender; empty for {@code <>}
     * @param recipients envelope recipients
     * @param origin the way in
     * @param client from where
     * @param helo the name that the client gives itself
     * @param tls whether the connection is encrypted
     * @param login who logged in
     */
    record Given(
        String raw,
        Optional<Address> sender,
        List<Address> recipients,
        Origin origin,
        Optional<InetAddress> client,
        Optional<String> helo,
        boolean tls,
        Optional<Address> login)
        implements Target {
      /** Recipients of a message that is tried. */
      public static final int MOST_RECIPIENTS = 50;

      public Given {
        recipients = List.copyOf(recipients);
      }
    }
  }
}
