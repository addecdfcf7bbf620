package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * Whether the client's session is encrypted. Can't be decided where nobody noted it.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code used}: encrypted (true) or not (false); default {@code true}
 *   <li>{@code unknown}: what happens where it can't be decided: {@code no-match}, {@code match} or
 *       {@code defer}; default {@code no-match}
 * </ul>
 *
 * <pre>{@code
 * <mailet match="org.pillarbox.conditions.TlsMatcher={used: false}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class TlsMatcher extends ConditionMatcher {
  @Inject
  public TlsMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("tls", facts, lists);
  }
}
