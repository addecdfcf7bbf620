package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * Which way the message came in.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code is}: one of these ways (mx, submission, jmap, lmtp, redirect, forward, collected,
 *       system)
 *   <li>{@code unknown}: what happens where it can't be decided: {@code no-match}, {@code match} or
 *       {@code defer}; default {@code no-match}
 * </ul>
 *
 * <pre>{@code
 * <mailet match="org.pillarbox.conditions.OriginMatcher={is: [mx, collected]}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class OriginMatcher extends ConditionMatcher {
  @Inject
  public OriginMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("origin", facts, lists);
  }
}
