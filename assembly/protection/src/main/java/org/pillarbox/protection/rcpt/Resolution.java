package org.pillarbox.protection.rcpt;

import java.util.List;
import org.apache.james.core.MailAddress;

/** Where a local address leads. */
public sealed interface Resolution {
  /** Mail can be delivered to these addresses, which may be of other domains. Never empty. */
  record Deliverable(List<MailAddress> targets) implements Resolution {
    public Deliverable {
      targets = List.copyOf(targets);
    }
  }

  /** No user, alias, forward, group or catch-all has this address. */
  record Unknown() implements Resolution {}

  /** An administrator refuses mail to this address, or its aliases form a loop. */
  record Refused(String reason) implements Resolution {}
}
