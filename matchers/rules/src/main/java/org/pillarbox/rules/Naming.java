package org.pillarbox.rules;

import java.util.function.Predicate;
import org.pillarbox.rules.condition.Condition;
import org.pillarbox.rules.condition.DeliveredTo;
import org.pillarbox.rules.condition.OriginIs;
import org.pillarbox.rules.condition.Recipient;
import org.pillarbox.rules.condition.Sender;
import org.pillarbox.rules.condition.SenderBy;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Origin;

/** What a rule asks for by name, and not only by leaving it out. */
final class Naming {
  private Naming() {}

  /** The appliance's own mail: no rule reaches it unless it says so. */
  static boolean ownMail(Node node) {
    return names(
        node, one -> one instanceof OriginIs origin && origin.is().contains(Origin.SYSTEM));
  }

  /** The null reverse-path: refusing it breaks the delivery of DSNs (RFC 5321 section 6.1). */
  static boolean nullSender(Node node) {
    return names(
        node,
        one ->
            one instanceof Sender sender
                && sender.by() == SenderBy.ENVELOPE
                && sender.who().empty());
  }

  /** postmaster@ or abuse@. */
  static boolean dutyAddress(Node node) {
    return names(
        node,
        one ->
            (one instanceof Recipient recipient
                    && recipient.who().address().stream().anyMatch(Address::isDuty))
                || (one instanceof DeliveredTo delivered
                    && delivered.who().address().stream().anyMatch(Address::isDuty)));
  }

  private static boolean names(Node node, Predicate<Condition> wanted) {
    if (node instanceof Node.Leaf leaf) {
      return wanted.test(leaf.condition());
    }
    // What stands under "not" is named to be left out.
    return !(node instanceof Node.Not)
        && node.children().stream().anyMatch(child -> names(child, wanted));
  }
}
