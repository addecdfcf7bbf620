package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * Result of one of the message's DKIM signatures (RFC 6376). Can't be decided where nothing has
 * verified the message.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code is}: one of these results; none means that there is no signature (pass, fail,
 *       softfail, neutral, none, policy, temperror, permerror)
 *   <li>{@code domain}: signed by one of these domains; empty means by any
 *   <li>{@code unknown}: what happens where it can't be decided: {@code no-match}, {@code match} or
 *       {@code defer}; default {@code no-match}
 * </ul>
 *
 * <pre>{@code
 * <mailet match="org.pillarbox.conditions.DkimMatcher={is: [pass], domain: [example.com]}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class DkimMatcher extends ConditionMatcher {
  @Inject
  public DkimMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("dkim", facts, lists);
  }
}
