package org.pillarbox.rulebook.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rulebook.text.Problem;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.State;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.action.Discard;
import org.pillarbox.rules.action.LimitRate;
import org.pillarbox.rules.action.Quarantine;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.action.SkipFilters;
import org.pillarbox.rules.action.Stop;
import org.pillarbox.rules.catalog.Catalog;

/**
 * Which actions the pipeline carries out. A rule that is on and asks for another is refused: taken,
 * it would look as if it worked. In audit, and off, every action of the catalogue may stand.
 */
final class Suitable {
  private Suitable() {}

  static List<Problem> problems(Book book) {
    List<Problem> problems = new ArrayList<>();
    List<Rule> rules = book.set().rules();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (rule.state() == State.ON) {
        String place = "/rules/" + i + "/then";
        Stream.concat(rule.then().stream(), rule.otherwise().stream())
            .filter(action -> !isCarriedOut(action))
            .forEach(
                action ->
                    problems.add(
                        Problem.at(
                            place,
                            Catalog.name(action),
                            "an action that this version carries out: refuse, quarantine, discard,"
                                + " limit-rate, skip-filters, stop; the others may stand in rules"
                                + " whose state is audit or off")));
      }
    }
    return problems;
  }

  private static boolean isCarriedOut(Action action) {
    return action instanceof Refuse
        || action instanceof Quarantine
        || action instanceof Discard
        || action instanceof LimitRate
        || action instanceof SkipFilters
        || action instanceof Stop;
  }
}
