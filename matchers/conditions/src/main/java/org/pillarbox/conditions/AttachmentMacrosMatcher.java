package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * An attached document has macros.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code inside}: whether files inside archives count too; default {@code true}
 *   <li>{@code unknown}: what happens where it can't be decided: {@code no-match}, {@code match} or
 *       {@code defer}; default {@code no-match}
 * </ul>
 *
 * <pre>{@code
 * <mailet match="org.pillarbox.conditions.AttachmentMacrosMatcher={inside: true}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class AttachmentMacrosMatcher extends ConditionMatcher {
  @Inject
  public AttachmentMacrosMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("attachment-macros", facts, lists);
  }
}
