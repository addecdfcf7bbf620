package org.pillarbox.rules.action;

import java.util.List;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Moment;

/**
 * Exempts this copy.
 *
 * @param filters filters that do not see it
 * @param rules ids of later rules that then do not apply
 */
@Described(
    name = "skip-filters",
    meaning = "Pass this copy by the spam filter, or by later rules that are named.",
    example = "{filters: [spam], rules: [no-macros]}")
public record SkipFilters(
    @Param("filters: spam, virus") List<Filter> filters,
    @Param("ids of later rules that then do not apply") List<String> rules)
    implements Action {

  /** A filter. */
  public enum Filter {
    /** The spam filter. */
    SPAM,
    /** The virus scanner; for mailboxes that gather samples. */
    VIRUS
  }

  public SkipFilters {
    filters = List.copyOf(filters);
    rules = Bounds.lines("rules", rules, 100);
    if (filters.isEmpty() && rules.isEmpty()) {
      throw new IllegalArgumentException("filters or rules are expected");
    }
  }

  @Override
  public Moment moment() {
    return Moment.DATA;
  }

  @Override
  public Touch touches() {
    return Touch.NOTHING;
  }
}
