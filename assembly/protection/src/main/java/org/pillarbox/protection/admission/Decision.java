package org.pillarbox.protection.admission;

import java.util.Map;
import org.apache.james.core.MailAddress;

/** What is answered to a whole message before it is accepted. */
public sealed interface Decision {
  /** It may come in, for every recipient that the mail still has. */
  record Admitted() implements Decision {}

  /** It stays outside. */
  record Refused(Refusal refusal) implements Decision {}

  /**
   * It comes in for some and not for others, each of whom is answered (RFC 2033). Only at an
   * entrance that can say so; the mail has lost the refused recipients already.
   *
   * @param refused what each refused recipient is told; never all of the message's recipients
   */
  record Divided(Map<MailAddress, Refusal> refused) implements Decision {
    public Divided {
      refused = Map.copyOf(refused);
    }
  }
}
