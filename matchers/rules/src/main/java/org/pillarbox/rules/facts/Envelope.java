package org.pillarbox.rules.facts;

import java.util.List;

/**
 * The envelope (RFC 5321 section 2.3.1), as one recipient's evaluation sees it.
 *
 * @param origin which way the message came in
 * @param sender the reverse-path; absent for {@code <>}
 * @param recipient the address of this recipient as given with RCPT
 * @param deliveredTo the address after alias, group and forward expansion; later until then
 * @param recipients all recipients as given; later until the last RCPT
 */
public record Envelope(
    Origin origin,
    Fact<Party> sender,
    Party recipient,
    Fact<Party> deliveredTo,
    Fact<List<Address>> recipients) {
  public Envelope {
    recipients = recipients.map(List::copyOf);
  }

  /** The same with this said of the sender. */
  public Envelope withSender(Fact<Party> other) {
    return new Envelope(origin, other, recipient, deliveredTo, recipients);
  }

  /** The same envelope seen from another recipient; what it expands to is not known yet. */
  public Envelope forRecipient(Party other) {
    return new Envelope(origin, sender, other, Fact.later(), recipients);
  }

  /** The same after expansion. */
  public Envelope deliveredTo(Party expanded) {
    return new Envelope(origin, sender, recipient, Fact.of(expanded), recipients);
  }

  /** The same with all recipients known. */
  public Envelope withRecipients(List<Address> all) {
    return new Envelope(origin, sender, recipient, deliveredTo, Fact.of(all));
  }
}
