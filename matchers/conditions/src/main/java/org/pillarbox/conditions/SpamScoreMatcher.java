package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * Score of the spam filter; higher is worse. Can't be decided where no filter has looked at the
 * message.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code above}: more than this; required
 *   <li>{@code unknown}: what happens where it can't be decided: {@code no-match}, {@code match} or
 *       {@code defer}; default {@code no-match}
 * </ul>
 *
 * <pre>{@code
 * <mailet match="org.pillarbox.conditions.SpamScoreMatcher={above: 6}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class SpamScoreMatcher extends ConditionMatcher {
  @Inject
  public SpamScoreMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("spam-score", facts, lists);
  }
}
