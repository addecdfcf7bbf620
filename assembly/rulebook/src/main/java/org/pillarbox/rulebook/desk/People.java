package org.pillarbox.rulebook.desk;

import java.util.List;
import org.pillarbox.rules.Node;
import org.pillarbox.rules.condition.PartyMatch;
import org.pillarbox.rules.condition.Sender;
import org.pillarbox.rules.condition.SenderBy;
import org.pillarbox.rules.facts.Address;

/** Whom a short command means: a user or group by address, or everybody of {@code @domain}. */
final class People {
  private People() {}

  /**
   * Who they are.
   *
   * @throws IllegalArgumentException when it is neither an address nor {@code @domain}
   */
  static PartyMatch match(String who) {
    if (who.startsWith("@")) {
      return PartyMatch.domains(domain(who));
    }
    // A group is an address too: whoever has it, or is a member of it.
    Address address = Address.of(who);
    return new PartyMatch(
        List.of(address),
        List.of(),
        List.of(),
        List.of(address.toString()),
        List.of(),
        java.util.Optional.empty(),
        false);
  }

  static String domain(String who) {
    String domain =
        who.startsWith("@")
            ? who.substring(1).toLowerCase(java.util.Locale.ROOT)
            : Address.of(who).domain();
    if (domain.isEmpty() || domain.indexOf('@') >= 0 || domain.indexOf(' ') >= 0) {
      throw new IllegalArgumentException(
          "'" + who + "': a user, a group, or @ and a domain is expected");
    }
    return domain;
  }

  /** Mail of theirs, whether it is sent as them or under their login. */
  static Node sending(PartyMatch who) {
    return new Node.Any(
        List.of(
            Node.of(new Sender(SenderBy.LOGIN, who)), Node.of(new Sender(SenderBy.ENVELOPE, who))));
  }
}
