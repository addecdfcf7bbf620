package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * We have written to the sender before.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code we}: who wrote: this recipient, or anyone in the recipient's domain; default {@code
 *       recipient}
 *   <li>{@code they}: to whom: this sender's address, or anyone in the sender's domain; default
 *       {@code address}
 *   <li>{@code unknown}: what happens where it can't be decided: {@code no-match}, {@code match} or
 *       {@code defer}; default {@code no-match}
 * </ul>
 *
 * <pre>{@code
 * <mailet match="org.pillarbox.conditions.KnownCorrespondentMatcher={we: domain, they: address}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class KnownCorrespondentMatcher extends ConditionMatcher {
  @Inject
  public KnownCorrespondentMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("known-correspondent", facts, lists);
  }
}
