package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * SPF result (RFC 7208). Can't be decided where nothing has verified the message.
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
 * <mailet match="org.pillarbox.conditions.SpfMatcher={is: [fail, softfail]}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class SpfMatcher extends ConditionMatcher {
  @Inject
  public SpfMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("spf", facts, lists);
  }
}
