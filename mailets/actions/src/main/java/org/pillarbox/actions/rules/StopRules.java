package org.pillarbox.actions.rules;

import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.pillarbox.rules.action.Stop;

/**
 * Ends the rules for this mail: {@link CarryOut} further down the pipeline does nothing to it.
 * (Within a rule set it is the evaluation that stops.)
 *
 * <p>No parameters.
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.StopRules">
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class StopRules extends ActionMailet<Stop> {
  private static final AttributeName STOPPED = AttributeName.of("pillarbox.rules-stopped");

  @Inject
  public StopRules() {
    super(Stop.class);
  }

  @Override
  public Outcome carryOut(Stop wanted, Task task) throws MessagingException {
    task.mail().setAttribute(new Attribute(STOPPED, AttributeValue.of(true)));
    return new Outcome.Done("no more rules");
  }

  /** For a copy that starts anew. */
  static void forget(Mail mail) {
    mail.removeAttribute(STOPPED);
  }

  static boolean isStopped(Mail mail) {
    return AttributeUtils.getValueAndCastFromMail(mail, STOPPED, Boolean.class).orElse(false);
  }
}
