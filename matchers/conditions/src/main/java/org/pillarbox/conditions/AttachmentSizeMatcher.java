package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * Size of an attachment after decoding.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code above}: more than this, in bytes; default {@code 0}
 *   <li>{@code unknown}: what happens where it can't be decided: {@code no-match}, {@code match} or
 *       {@code defer}; default {@code no-match}
 * </ul>
 *
 * <pre>{@code
 * <mailet match="org.pillarbox.conditions.AttachmentSizeMatcher={above: 1048576}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class AttachmentSizeMatcher extends ConditionMatcher {
  @Inject
  public AttachmentSizeMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("attachment-size", facts, lists);
  }
}
