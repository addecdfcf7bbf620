package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * An attached archive or document needs a password.
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
 * <mailet match="org.pillarbox.conditions.AttachmentEncryptedMatcher={inside: true}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class AttachmentEncryptedMatcher extends ConditionMatcher {
  @Inject
  public AttachmentEncryptedMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("attachment-encrypted", facts, lists);
  }
}
