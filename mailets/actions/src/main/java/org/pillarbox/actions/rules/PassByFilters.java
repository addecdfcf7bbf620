package org.pillarbox.actions.rules;

import java.util.Set;
import java.util.TreeSet;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.pillarbox.rules.action.SkipFilters;

/**
 * Notes that filters are not to look at this mail; who runs a filter asks {@link #isSkipped}.
 * (Which later rules do not apply is the evaluation's business.)
 *
 * <p>Parameters: {@code filters}, a list of {@code spam} and {@code virus}; {@code rules}, a list
 * of ids, which means nothing outside of a rule set.
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.PassByFilters">
 *   <filters>spam</filters>
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class PassByFilters extends ActionMailet<SkipFilters> {
  private static final AttributeName SKIPPED = AttributeName.of("pillarbox.skip-filters");

  @Inject
  public PassByFilters() {
    super(SkipFilters.class);
  }

  @Override
  public Outcome carryOut(SkipFilters wanted, Task task) throws MessagingException {
    Set<String> names = new TreeSet<>(skipped(task.mail()));
    wanted.filters().forEach(filter -> names.add(filter.name()));
    task.mail().setAttribute(new Attribute(SKIPPED, AttributeValue.of(String.join(",", names))));
    return new Outcome.Done("passes by " + names);
  }

  /** Whether a rule has said that this filter does not look at this mail. */
  public static boolean isSkipped(Mail mail, SkipFilters.Filter filter) {
    return skipped(mail).contains(filter.name());
  }

  private static Set<String> skipped(Mail mail) {
    return AttributeUtils.getValueAndCastFromMail(mail, SKIPPED, String.class)
        .filter(names -> !names.isEmpty())
        .map(names -> Set.of(names.split(",", -1)))
        .orElse(Set.of());
  }
}
