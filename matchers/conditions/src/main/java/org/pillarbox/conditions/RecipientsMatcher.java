package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * How many recipients the message was given in all. Counts the recipients as given, before the mail
 * was split.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code above}: more than this many; default {@code 0}
 *   <li>{@code unknown}: what happens where it can't be decided: {@code no-match}, {@code match} or
 *       {@code defer}; default {@code no-match}
 * </ul>
 *
 * <pre>{@code
 * <mailet match="org.pillarbox.conditions.RecipientsMatcher={above: 50}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class RecipientsMatcher extends ConditionMatcher {
  @Inject
  public RecipientsMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("recipients", facts, lists);
  }
}
