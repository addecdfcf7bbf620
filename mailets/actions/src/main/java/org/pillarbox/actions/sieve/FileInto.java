package org.pillarbox.actions.sieve;

import org.apache.jsieve.mail.ActionFileInto;
import org.apache.jsieve.mail.MailAdapter;

/** The command {@code fileinto} (RFC 5228 section 4.1, RFC 3894). jsieve makes it. */
public final class FileInto extends Copying {
  /** Made by jsieve, by name. */
  public FileInto() {}

  @Override
  void add(MailAdapter mail, String folder) {
    mail.addAction(new ActionFileInto(folder));
  }
}
