package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * Extension of an attachment's file name.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code is}: one of these, without dot
 *   <li>{@code list}: it matches one of these named lists of patterns
 *   <li>{@code inside}: whether files inside archives count too; default {@code true}
 *   <li>{@code unknown}: what happens where it can't be decided: {@code no-match}, {@code match} or
 *       {@code defer}; default {@code no-match}
 * </ul>
 *
 * <pre>{@code
 * <mailet match="org.pillarbox.conditions.AttachmentExtensionMatcher={is: [js, vbs, exe]}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class AttachmentExtensionMatcher extends ConditionMatcher {
  @Inject
  public AttachmentExtensionMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("attachment-extension", facts, lists);
  }
}
