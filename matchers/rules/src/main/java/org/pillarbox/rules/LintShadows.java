package org.pillarbox.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pillarbox.rules.condition.Condition;

/** Rules that can never fire, because an earlier and wider one ends the list before. */
final class LintShadows {
  // Earlier rules that each later one is held against, where no address narrows them down. More
  // would
  // take time that grows with the square of the set; what is missed is an unreachable rule unnamed.
  private static final int COMPARED = 200;

  private LintShadows() {}

  static List<Finding> check(List<Rule> rules) {
    List<Finding> findings = new ArrayList<>();
    List<Prepared> unguarded = new ArrayList<>();
    Map<Guard.Key, List<Prepared>> guarded = new HashMap<>();
    // What some rule sets aside for some mail ends the list for the rest only.
    Set<String> exempted = new HashSet<>();
    rules.forEach(rule -> exempted.addAll(Prepared.of(rule).exempts()));
    for (Rule rule : rules) {
      Prepared prepared = Prepared.of(rule);
      shadow(prepared, unguarded, guarded)
          .ifPresent(
              earlier ->
                  findings.add(
                      new Finding(
                          Finding.Severity.WARNING,
                          rule.id(),
                          Finding.About.NEVER_FIRES,
                          "never fires%s: rule %s stands before it, ends the list, and matches all that it matches"
                              .formatted(
                                  earlier.ends() ? "" : ", but for what no rule refuses",
                                  earlier.rule().id()))));
      if (endsForAll(prepared) && !exempted.contains(rule.id())) {
        Optional<Guard> guard = Guard.of(rule.when());
        if (guard.isEmpty() && unguarded.size() < COMPARED) {
          unguarded.add(prepared);
        }
        guard.ifPresent(
            found ->
                found
                    .keys()
                    .forEach(
                        key -> {
                          List<Prepared> same =
                              guarded.computeIfAbsent(key, one -> new ArrayList<>(1));
                          if (same.size() < COMPARED) {
                            same.add(prepared);
                          }
                        }));
      }
    }
    return findings;
  }

  private static boolean endsForAll(Prepared rule) {
    return rule.rule().state() == State.ON
        && rule.rule().pilot().isEmpty()
        && rule.rule().validity().equals(Validity.always())
        && (rule.ends() || rule.refuses());
  }

  private static Optional<Prepared> shadow(
      Prepared later, List<Prepared> unguarded, Map<Guard.Key, List<Prepared>> guarded) {
    if (later.rule().unknown() != UnknownPolicy.NO_MATCH) {
      // It fires on what is unknown, which the earlier one may let pass.
      return Optional.empty();
    }
    Set<Prepared> candidates = new LinkedHashSet<>(unguarded);
    for (Condition required : Overlap.required(later.rule().when())) {
      Guard.of(Node.of(required))
          .ifPresent(
              guard ->
                  wider(guard.keys().get(0))
                      .forEach(key -> candidates.addAll(guarded.getOrDefault(key, List.of()))));
    }
    // Its own guard may be an "any", which is not among the required conditions.
    Guard.of(later.rule().when())
        .ifPresent(
            guard ->
                wider(guard.keys().get(0))
                    .forEach(key -> candidates.addAll(guarded.getOrDefault(key, List.of()))));
    return candidates.stream().filter(earlier -> covers(earlier, later)).findFirst();
  }

  private static boolean covers(Prepared earlier, Prepared later) {
    boolean direction =
        earlier.rule().direction() == Direction.ANY
            || earlier.rule().direction() == later.rule().direction();
    // A refusal spares <>, duty addresses and own mail: a rule that names these may yet fire.
    boolean spared =
        later.ownMail()
            || (!earlier.ends() && (later.nullSender() || Naming.dutyAddress(later.rule().when())));
    return direction && !spared && Wider.implies(later.rule().when(), earlier.rule().when());
  }

  private static List<Guard.Key> wider(Guard.Key key) {
    List<Guard.Key> keys = new ArrayList<>();
    keys.add(key);
    if (key.kind() == Guard.Kind.ADDRESS || key.kind() == Guard.Kind.DOMAIN) {
      String domain = key.value().substring(key.value().lastIndexOf('@') + 1);
      keys.add(new Guard.Key(key.field(), Guard.Kind.DOMAIN, domain));
      for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
        keys.add(new Guard.Key(key.field(), Guard.Kind.PARENT, domain.substring(dot + 1)));
      }
    } else if (key.kind() == Guard.Kind.PARENT) {
      for (int dot = key.value().indexOf('.'); dot >= 0; dot = key.value().indexOf('.', dot + 1)) {
        keys.add(new Guard.Key(key.field(), Guard.Kind.PARENT, key.value().substring(dot + 1)));
      }
    }
    return keys;
  }
}
