package org.pillarbox.actions.sieve;

import org.apache.jsieve.mail.ActionRedirect;
import org.apache.jsieve.mail.MailAdapter;

/** The command {@code redirect} (RFC 5228 section 4.2, RFC 3894). jsieve makes it. */
public final class Redirect extends Copying {
  /** Made by jsieve, by name. */
  public Redirect() {}

  @Override
  void add(MailAdapter mail, String address) {
    mail.addAction(new ActionRedirect(address));
  }
}
