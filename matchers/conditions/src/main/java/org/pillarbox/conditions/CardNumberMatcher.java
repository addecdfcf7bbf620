package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * The text has payment card numbers: 13 to 19 digits that pass the Luhn check.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code at-least}: at least this many; default {@code 1}
 *   <li>{@code unknown}: what happens where it can't be decided: {@code no-match}, {@code match} or
 *       {@code defer}; default {@code no-match}
 * </ul>
 *
 * <pre>{@code
 * <mailet match="org.pillarbox.conditions.CardNumberMatcher={at-least: 1}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class CardNumberMatcher extends ConditionMatcher {
  @Inject
  public CardNumberMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("card-number", facts, lists);
  }
}
