package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * Who sent the message; say which sender is meant.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code by}: envelope (MAIL FROM), from, sender and reply-to (header fields), author (From
 *       and Sender), login (who logged in); default {@code envelope}
 *   <li>{@code address}: it is one of these addresses
 *   <li>{@code domain}: it is in one of these domains; *.example.org means all below it
 *   <li>{@code pattern}: one of these RE2 expressions is found in it
 *   <li>{@code group}: it is a member of one of these groups
 *   <li>{@code list}: it is in one of these named lists of people, domains or patterns
 *   <li>{@code local}: it is one of our own (true), or is not (false)
 *   <li>{@code empty}: there is none: the sender of a DSN, no login; default {@code false}
 *   <li>{@code unknown}: what happens where it can't be decided: {@code no-match}, {@code match} or
 *       {@code defer}; default {@code no-match}
 * </ul>
 *
 * <pre>{@code
 * <mailet match="org.pillarbox.conditions.SenderMatcher={by: from, domain: [example.com], list: [partners]}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class SenderMatcher extends ConditionMatcher {
  @Inject
  public SenderMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("sender", facts, lists);
  }
}
