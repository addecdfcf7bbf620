package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * The decoded display name of the header field From.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code is}: the whole text is one of these
 *   <li>{@code contains}: it contains one of these
 *   <li>{@code starts}: it starts with one of these
 *   <li>{@code ends}: it ends with one of these
 *   <li>{@code words}: one of these stands in it as a whole word
 *   <li>{@code like}: the whole text matches one of these, with * and ?
 *   <li>{@code pattern}: one of these RE2 expressions is found in it
 *   <li>{@code list}: it matches one of these named lists of patterns
 *   <li>{@code unknown}: what happens where it can't be decided: {@code no-match}, {@code match} or
 *       {@code defer}; default {@code no-match}
 * </ul>
 *
 * <pre>{@code
 * <mailet match="org.pillarbox.conditions.DisplayNameMatcher={contains: [Erika Boss]}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class DisplayNameMatcher extends ConditionMatcher {
  @Inject
  public DisplayNameMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("display-name", facts, lists);
  }
}
