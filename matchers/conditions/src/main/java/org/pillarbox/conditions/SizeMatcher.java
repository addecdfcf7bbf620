package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * Size of the whole message.
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
 * <mailet match="org.pillarbox.conditions.SizeMatcher={above: 10485760}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class SizeMatcher extends ConditionMatcher {
  @Inject
  public SizeMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("size", facts, lists);
  }
}
