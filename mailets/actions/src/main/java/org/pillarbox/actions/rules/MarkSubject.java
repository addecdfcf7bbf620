package org.pillarbox.actions.rules;

import javax.inject.Inject;
import javax.mail.MessagingException;
import org.pillarbox.actions.mime.HeaderEdit;
import org.pillarbox.rules.action.TagSubject;

/**
 * Puts a text before or behind the subject, which stays as it is written; not where the text stands
 * in it already, be it after {@code Re:}.
 *
 * <p>Parameters: {@code text}; {@code where}, {@code before} (default) or {@code after}.
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.MarkSubject">
 *   <text>[External]</text>
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class MarkSubject extends ActionMailet<TagSubject> {

  @Inject
  public MarkSubject() {
    super(TagSubject.class);
  }

  @Override
  public Outcome carryOut(TagSubject wanted, Task task) throws MessagingException {
    boolean before =
        switch (wanted.where()) {
          case BEFORE -> true;
          case AFTER -> false;
        };
    return HeaderChange.apply(new HeaderEdit.TagSubject(wanted.text(), before), task, "Subject");
  }
}
