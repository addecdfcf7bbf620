package org.pillarbox.rules;

import java.util.List;
import java.util.Optional;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Origin;

/**
 * A message that a rule must judge right before it goes live.
 *
 * @param name what it shows
 * @param origin which way it comes in
 * @param sender envelope sender; empty for {@code <>}
 * @param recipient envelope recipient
 * @param login who is logged in
 * @param client numeric address of the client
 * @param message the message itself (RFC 5322), at most 256 KB; empty for rules on the envelope
 * @param given what is taken as so in place of being looked up
 * @param expected the answer of the rule: whether its direction and conditions match
 */
public record RuleTest(
    String name,
    Origin origin,
    Optional<Address> sender,
    Address recipient,
    Optional<Address> login,
    Optional<String> client,
    String message,
    Given given,
    Answer expected) {
  /** Characters of a test's message. */
  public static final int MAXIMUM_MESSAGE = 262_144;

  /**
   * What a test takes as so. A directory, a counter or DNS says something else tomorrow; a rule is
   * right or wrong whatever they say.
   *
   * @param helo what the client said with HELO
   * @param groups groups that the sender is in, as envelope sender, author and login; none given:
   *     the directory is asked
   * @param known whether we have written to the sender before
   * @param count what every counter says
   * @param dkim domains for which a signature passes
   */
  public record Given(
      Optional<String> helo,
      List<String> groups,
      Optional<Boolean> known,
      Optional<Long> count,
      Optional<List<String>> dkim) {
    /** Groups, and domains, of one test. */
    public static final int MOST = 50;

    public Given {
      groups = List.copyOf(groups);
      dkim = dkim.map(List::copyOf);
      if (groups.size() > MOST || dkim.filter(domains -> domains.size() > MOST).isPresent()) {
        throw new IllegalArgumentException("given: at most %d are allowed".formatted(MOST));
      }
    }

    /** Nothing: everything is looked up. */
    public static Given nothing() {
      return new Given(
          Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  public RuleTest {
    if (message.length() > MAXIMUM_MESSAGE) {
      throw new IllegalArgumentException(
          "message of %d characters: at most %d are allowed"
              .formatted(message.length(), MAXIMUM_MESSAGE));
    }
    if (name.length() > Rule.MAXIMUM_NAME) {
      throw new IllegalArgumentException(
          "name: at most %d characters are allowed".formatted(Rule.MAXIMUM_NAME));
    }
    if (expected == Answer.LATER) {
      throw new IllegalArgumentException("expected LATER: yes, no or unknown is allowed");
    }
  }
}
