package org.pillarbox.actions.rules;

import javax.inject.Inject;
import javax.mail.MessagingException;
import org.pillarbox.actions.Onward;
import org.pillarbox.rules.action.Route;

/**
 * Sends the mail on over another way than the MX of the recipient's domain. Only mail that leaves
 * the house is routed.
 *
 * <p>Parameters: {@code by}, {@code smarthost} (that of DeliverRemotely, with its password, which
 * goes to no other), {@code host} (default) or {@code mx} (of the domain named); {@code to}, name
 * of the host or domain; {@code port}, for a host (default 25).
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.ChooseRoute">
 *   <by>host</by>
 *   <to>filter.example.com</to>
 *   <port>10025</port>
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class ChooseRoute extends ActionMailet<Route> {

  @Inject
  public ChooseRoute() {
    super(Route.class);
  }

  @Override
  public Outcome carryOut(Route wanted, Task task) throws MessagingException {
    Onward.By by =
        switch (wanted.by()) {
          case SMARTHOST -> Onward.By.SMARTHOST;
          case HOST -> Onward.By.HOST;
          case MX -> Onward.By.MX;
        };
    Onward.set(task.mail(), new Onward(by, wanted.to(), wanted.port()));
    return new Outcome.Done("by " + by + " " + wanted.to() + ":" + wanted.port());
  }
}
