package org.pillarbox.rulebook.quarantine;

import java.time.Instant;
import java.util.List;
import org.pillarbox.actions.Quarantine;

/**
 * What the index says of one held copy.
 *
 * @param id under which it is found; begins with the time, so that ids sort by it
 * @param mailId the id that the client was told with 250
 * @param at when it was held
 * @param expires when it is deleted
 * @param kind why it is here
 * @param reason for people
 * @param rule id of the rule
 * @param version of the rule set
 * @param sender envelope sender; empty for {@code <>}
 * @param recipients whose copy it is
 * @param subject decoded, at most 200 characters
 * @param size bytes
 */
public record HeldMessage(
    String id,
    String mailId,
    Instant at,
    Instant expires,
    Quarantine.Kind kind,
    String reason,
    String rule,
    long version,
    String sender,
    List<String> recipients,
    String subject,
    long size) {
  public HeldMessage {
    recipients = List.copyOf(recipients);
  }
}
