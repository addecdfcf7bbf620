package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * Media type of an attachment by its content, whatever its name says. A file of no known type can't
 * be decided.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code is}: one of these media types; type/* means all of a type
 *   <li>{@code inside}: whether files inside archives count too; default {@code true}
 *   <li>{@code unknown}: what happens where it can't be decided: {@code no-match}, {@code match} or
 *       {@code defer}; default {@code no-match}
 * </ul>
 *
 * <pre>{@code
 * <mailet match="org.pillarbox.conditions.AttachmentTypeMatcher={is: [application/x-msdownload, image/*]}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class AttachmentTypeMatcher extends ConditionMatcher {
  @Inject
  public AttachmentTypeMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("attachment-type", facts, lists);
  }
}
