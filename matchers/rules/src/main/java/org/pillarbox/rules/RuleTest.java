package org.pillarbox.rules;

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
 * @param expected the answer of the rule's conditions
 */
public record RuleTest(
    String name,
    Origin origin,
    Optional<Address> sender,
    Address recipient,
    Optional<Address> login,
    Optional<String> client,
    String message,
    Answer expected) {
  /** Characters of a test's message. */
  public static final int MAXIMUM_MESSAGE = 262_144;

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
