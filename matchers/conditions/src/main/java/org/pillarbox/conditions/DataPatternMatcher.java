package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * An RE2 expression is found in the text at least so many times.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code pattern}: RE2 expression, without case; required
 *   <li>{@code at-least}: at least this many; default {@code 1}
 *   <li>{@code unknown}: what happens where it can't be decided: {@code no-match}, {@code match} or
 *       {@code defer}; default {@code no-match}
 * </ul>
 *
 * <pre>{@code
 * <mailet match="org.pillarbox.conditions.DataPatternMatcher={pattern: '[A-Z]{2}[0-9]{6}', at-least: 5}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class DataPatternMatcher extends ConditionMatcher {
  @Inject
  public DataPatternMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("data-pattern", facts, lists);
  }
}
