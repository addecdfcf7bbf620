package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * What kind of message it is.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code any}: one of these kinds: auto-submitted, list, bulk, calendar, signed, encrypted,
 *       report, tnef
 *   <li>{@code unknown}: what happens where it can't be decided: {@code no-match}, {@code match} or
 *       {@code defer}; default {@code no-match}
 * </ul>
 *
 * <pre>{@code
 * <mailet match="org.pillarbox.conditions.MessageIsMatcher={any: [list, bulk, auto-submitted]}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class MessageIsMatcher extends ConditionMatcher {
  @Inject
  public MessageIsMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("message-is", facts, lists);
  }
}
