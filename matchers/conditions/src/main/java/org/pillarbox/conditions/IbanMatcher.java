package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * The text has bank account numbers whose check digits are right.
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
 * <mailet match="org.pillarbox.conditions.IbanMatcher={at-least: 3}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class IbanMatcher extends ConditionMatcher {
  @Inject
  public IbanMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("iban", facts, lists);
  }
}
