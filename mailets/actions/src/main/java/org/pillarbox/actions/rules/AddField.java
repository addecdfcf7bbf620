package org.pillarbox.actions.rules;

import javax.inject.Inject;
import javax.mail.MessagingException;
import org.pillarbox.actions.mime.HeaderEdit;
import org.pillarbox.rules.action.AddHeader;

/**
 * Adds a header field on top of the message. All other bytes stay as they are.
 *
 * <p>Parameters: {@code name} of the field; {@code value}, one line, encoded when it is written
 * (RFC 2047). Fields that say how the message is read or where it has been (Received, Content-*,
 * DKIM-Signature and such) are refused.
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.AddField">
 *   <name>X-Checked</name>
 *   <value>yes</value>
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class AddField extends ActionMailet<AddHeader> {

  @Inject
  public AddField() {
    super(AddHeader.class);
  }

  @Override
  void check(AddHeader wanted) {
    edit(wanted);
  }

  @Override
  public Outcome carryOut(AddHeader wanted, Task task) throws MessagingException {
    return HeaderChange.apply(edit(wanted), task, wanted.name());
  }

  private static HeaderEdit edit(AddHeader wanted) {
    return new HeaderEdit.Add(wanted.name(), wanted.value());
  }
}
