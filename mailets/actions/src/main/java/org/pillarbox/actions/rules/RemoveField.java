package org.pillarbox.actions.rules;

import javax.inject.Inject;
import javax.mail.MessagingException;
import org.pillarbox.actions.mime.HeaderEdit;
import org.pillarbox.rules.action.RemoveHeader;

/**
 * Takes all header fields of a name out of the message. All other bytes stay as they are.
 *
 * <p>Parameter: {@code name} of the field. Fields that say how the message is read or where it has
 * been are refused.
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.RemoveField">
 *   <name>X-Internal</name>
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class RemoveField extends ActionMailet<RemoveHeader> {

  @Inject
  public RemoveField() {
    super(RemoveHeader.class);
  }

  @Override
  void check(RemoveHeader wanted) {
    edit(wanted);
  }

  @Override
  public Outcome carryOut(RemoveHeader wanted, Task task) throws MessagingException {
    return HeaderChange.apply(edit(wanted), task, wanted.name());
  }

  private static HeaderEdit edit(RemoveHeader wanted) {
    return new HeaderEdit.Remove(wanted.name());
  }
}
