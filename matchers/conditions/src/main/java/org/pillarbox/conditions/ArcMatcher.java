package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * ARC result (RFC 8617). Can't be decided where nothing has verified the message.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code is}: one of these results (pass, fail, softfail, neutral, none, policy, temperror,
 *       permerror)
 *   <li>{@code unknown}: what happens where it can't be decided: {@code no-match}, {@code match} or
 *       {@code defer}; default {@code no-match}
 * </ul>
 *
 * <pre>{@code
 * <mailet match="org.pillarbox.conditions.ArcMatcher={is: [fail]}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class ArcMatcher extends ConditionMatcher {
  @Inject
  public ArcMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("arc", facts, lists);
  }
}
