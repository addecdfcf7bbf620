package org.pillarbox.actions.rules;

import java.util.ArrayList;
import java.util.List;
import javax.mail.internet.AddressException;
import org.apache.james.core.MailAddress;
import org.pillarbox.rules.facts.Address;

/** Addresses of the rule language as James writes them. */
final class Addresses {
  private Addresses() {}

  /**
   * The same addresses.
   *
   * @throws AddressException when one is none for James: the mail is to be kept
   */
  static List<MailAddress> of(List<Address> addresses) throws AddressException {
    List<MailAddress> found = new ArrayList<>();
    for (Address address : addresses) {
      found.add(new MailAddress(address.localPart(), address.domain()));
    }
    return found;
  }
}
