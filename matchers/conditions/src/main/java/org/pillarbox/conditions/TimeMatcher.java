package org.pillarbox.conditions;

import javax.inject.Inject;
import javax.inject.Provider;
import org.pillarbox.rules.list.NamedLists;

/**
 * When the message arrived.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code days}: one of these days of the week (mon to sun); empty means every day
 *   <li>{@code from}: from this time of day on, hh:mm; default {@code 00:00}
 *   <li>{@code until}: until before this time of day, hh:mm; earlier than from: over midnight;
 *       default {@code 24:00}
 *   <li>{@code zone}: time zone; default {@code UTC}
 *   <li>{@code list}: or it falls into one of these named lists of times
 *   <li>{@code unknown}: what happens where it can't be decided: {@code no-match}, {@code match} or
 *       {@code defer}; default {@code no-match}
 * </ul>
 *
 * <pre>{@code
 * <mailet match="org.pillarbox.conditions.TimeMatcher={days: [sat, sun], from: '00:00', until: '24:00', zone: Europe/Berlin}"
 *         class="ToProcessor">
 *   <processor>set-apart</processor>
 * </mailet>
 * }</pre>
 */
public final class TimeMatcher extends ConditionMatcher {
  @Inject
  public TimeMatcher(FactsOf facts, Provider<NamedLists> lists) {
    super("time", facts, lists);
  }
}
