package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * More was sent in a while than is usual. Asks the counters as they are when the mail passes; they
 * advance once, at acceptance.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code by}: whose count: sender, user or network; default {@code user}
 *   <li>{@code of}: what is counted: messages, recipients or bytes; default {@code messages}
 *   <li>{@code over}: over how long, such as 10m, 1h, 1d; default {@code 1h}
 *   <li>{@code above}: more than this; required
 *   <li>{@code unknown}: what happens where it can't be decided: {@code no-match}, {@code match} or
 *       {@code defer}; default {@code no-match}
 * </ul>
 *
 * <pre>{@code
 * <mailet match="org.pillarbox.conditions.RateMatcher={by: user, of: recipients, over: 1h, above: 200}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class RateMatcher extends ConditionMatcher {
  @Inject
  public RateMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("rate", facts, lists);
  }
}
