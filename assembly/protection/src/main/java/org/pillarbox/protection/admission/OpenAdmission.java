package org.pillarbox.protection.admission;

import java.util.List;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;

/** Refuses nothing: for an appliance without rules. */
public final class OpenAdmission implements Admission {
  @Override
  public Optional<Refusal> recipient(
      Arrival arrival, MailAddress recipient, List<MailAddress> accepted) {
    return Optional.empty();
  }

  @Override
  public Decision message(Arrival arrival, Mail mail) {
    return new Decision.Admitted();
  }
}
