package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * An attachment can't be looked into: encrypted, damaged, too deep or too large.
 *
 * <p>Parameter: {@code unknown}, what happens where it can't be decided: {@code no-match}, {@code
 * match} or {@code defer}; default {@code no-match}.
 *
 * <pre>{@code
 * <mailet match="org.pillarbox.conditions.AttachmentNotInspectableMatcher={}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class AttachmentNotInspectableMatcher extends ConditionMatcher {
  @Inject
  public AttachmentNotInspectableMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("attachment-not-inspectable", facts, lists);
  }
}
