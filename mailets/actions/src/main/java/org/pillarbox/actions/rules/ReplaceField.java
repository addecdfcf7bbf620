package org.pillarbox.actions.rules;

import javax.inject.Inject;
import javax.mail.MessagingException;
import org.pillarbox.actions.mime.HeaderEdit;
import org.pillarbox.rules.action.ReplaceHeader;

/**
 * Puts one header field in the place of all of its name. All other bytes stay as they are.
 *
 * <p>Parameters: {@code name} of the field; {@code value}, one line, encoded when it is written
 * (RFC 2047); where the field holds addresses the value must be some.
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.ReplaceField">
 *   <name>Reply-To</name>
 *   <value>office@example.com</value>
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class ReplaceField extends ActionMailet<ReplaceHeader> {

  @Inject
  public ReplaceField() {
    super(ReplaceHeader.class);
  }

  @Override
  void check(ReplaceHeader wanted) {
    edit(wanted);
  }

  @Override
  public Outcome carryOut(ReplaceHeader wanted, Task task) throws MessagingException {
    return HeaderChange.apply(edit(wanted), task, wanted.name());
  }

  private static HeaderEdit edit(ReplaceHeader wanted) {
    return new HeaderEdit.Replace(wanted.name(), wanted.value());
  }
}
