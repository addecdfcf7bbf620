package org.pillarbox.actions.rules;

import javax.inject.Inject;
import javax.mail.MessagingException;
import org.pillarbox.actions.Onward;
import org.pillarbox.rules.action.RequireTls;

/**
 * Sends the mail on over TLS only: where the next server offers none, or TLS fails, it waits and
 * then goes back to its sender. With any certificate: nobody has said which is the right one for an
 * MX, and who can change the DNS answers could name another host in any case. A smarthost is
 * verified as always.
 *
 * <p>No parameters.
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.InsistOnTls">
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class InsistOnTls extends ActionMailet<RequireTls> {

  @Inject
  public InsistOnTls() {
    super(RequireTls.class);
  }

  @Override
  public Outcome carryOut(RequireTls wanted, Task task) throws MessagingException {
    Onward.requireTls(task.mail());
    return new Outcome.Done("over TLS only");
  }
}
