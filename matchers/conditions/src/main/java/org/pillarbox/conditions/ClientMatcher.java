package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * Address of the client.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code network}: one of these networks or addresses
 *   <li>{@code list}: it is in one of these named lists of networks
 *   <li>{@code unknown}: what happens where it can't be decided: {@code no-match}, {@code match} or
 *       {@code defer}; default {@code no-match}
 * </ul>
 *
 * <pre>{@code
 * <mailet match="org.pillarbox.conditions.ClientMatcher={network: [192.0.2.0/24, 2001:db8::/32], list: [offices]}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class ClientMatcher extends ConditionMatcher {
  @Inject
  public ClientMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("client", facts, lists);
  }
}
