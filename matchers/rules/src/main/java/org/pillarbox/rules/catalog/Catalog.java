package org.pillarbox.rules.catalog;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.condition.Condition;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.facts.Moment;

/**
 * All conditions and actions, as they describe themselves, and the way from plain maps to them and
 * back. REST, command, console and manual come from here.
 */
public final class Catalog {
  private static final Catalog STANDARD = new Catalog();

  private final Map<String, Kind<Condition>> conditions =
      kinds(Condition.class, Entry.Sort.CONDITION, Condition::moment);
  private final Map<String, Kind<Action>> actions =
      kinds(Action.class, Entry.Sort.ACTION, Action::moment);

  private Catalog() {}

  /** One condition or action: its record's shape, and its description. */
  private record Kind<T>(Shape<? extends T> shape, Entry entry) {}

  /** The catalogue. */
  public static Catalog standard() {
    return STANDARD;
  }

  /** All conditions, by name. */
  public List<Entry> conditions() {
    return conditions.values().stream().map(Kind::entry).toList();
  }

  /** All actions, by name. */
  public List<Entry> actions() {
    return actions.values().stream().map(Kind::entry).toList();
  }

  /**
   * Makes a condition.
   *
   * @param name its name
   * @param parameters as written: text, whole numbers, numbers, true and false, lists of these
   * @param pointer where it stands, as a JSON pointer, for messages
   * @throws BadForm if there is no such condition or a parameter is wrong
   */
  public Condition condition(String name, Map<String, Object> parameters, String pointer) {
    Problems problems = new Problems();
    Optional<Condition> read = condition(name, parameters, pointer, problems);
    problems.throwIfAny();
    return read.orElseThrow();
  }

  /**
   * Makes an action.
   *
   * @throws BadForm if there is no such action or a parameter is wrong
   */
  public Action action(String name, Map<String, Object> parameters, String pointer) {
    Problems problems = new Problems();
    Optional<Action> read = action(name, parameters, pointer, problems);
    problems.throwIfAny();
    return read.orElseThrow();
  }

  Optional<Condition> condition(
      String name, Map<?, ?> parameters, String pointer, Problems problems) {
    return read(conditions, "condition", name, parameters, pointer, problems);
  }

  Optional<Action> action(String name, Map<?, ?> parameters, String pointer, Problems problems) {
    return read(actions, "action", name, parameters, pointer, problems);
  }

  /** The condition's or action's name. */
  public static String name(Object described) {
    return described.getClass().getAnnotation(Described.class).name();
  }

  /** The condition's parameters; what has its standard value is left out. */
  public Map<String, Object> parameters(Condition condition) {
    return conditions.get(name(condition)).shape().write(condition);
  }

  /** The action's parameters; what has its standard value is left out. */
  public Map<String, Object> parameters(Action action) {
    return actions.get(name(action)).shape().write(action);
  }

  private static <T> Optional<T> read(
      Map<String, Kind<T>> kinds,
      String what,
      String name,
      Map<?, ?> parameters,
      String pointer,
      Problems problems) {
    Kind<T> kind = kinds.get(name);
    if (kind == null) {
      problems.add(
          pointer,
          name,
          "a known %s%s: %s"
              .formatted(what, nearest(name, kinds.keySet()), String.join(", ", kinds.keySet())));
      return Optional.empty();
    }
    return kind.shape().read(parameters, pointer, problems).map(Function.identity());
  }

  private static String nearest(String name, Set<String> names) {
    return names.stream()
        .filter(one -> !name.isEmpty() && (one.contains(name) || name.contains(one)))
        .findFirst()
        .map(one -> ", did you mean " + one)
        .orElse("");
  }

  @SuppressWarnings("unchecked")
  private static <T> Map<String, Kind<T>> kinds(
      Class<T> family, Entry.Sort sort, Function<T, Moment> moment) {
    Map<String, Kind<T>> kinds = new TreeMap<>();
    for (Class<?> type : family.getPermittedSubclasses()) {
      Class<? extends T> member = (Class<? extends T>) type;
      Described described = member.getAnnotation(Described.class);
      Shape<? extends T> shape = Shape.of(member);
      Map<String, Object> example = Flow.mapping(described.example());
      Entry entry =
          new Entry(
              described.name(),
              sort,
              described.meaning(),
              moments(shape, example, moment),
              shape.parameters().toList(),
              described.example(),
              example);
      kinds.put(described.name(), new Kind<>(shape, entry));
    }
    return kinds;
  }

  /** The moments that the example has with every choice of every parameter. */
  private static <T> Set<Moment> moments(
      Shape<? extends T> shape, Map<String, Object> example, Function<T, Moment> moment) {
    Set<Moment> moments = EnumSet.noneOf(Moment.class);
    moments.add(moment.apply(make(shape, example)));
    shape
        .parameters()
        .filter(parameter -> parameter.type() == Type.CHOICE)
        .forEach(
            parameter -> {
              for (String choice : parameter.choices()) {
                Map<String, Object> other = new LinkedHashMap<>(example);
                other.put(parameter.name(), choice);
                moments.add(moment.apply(make(shape, other)));
              }
            });
    return moments;
  }

  private static <T> T make(Shape<? extends T> shape, Map<String, Object> example) {
    Problems problems = new Problems();
    Optional<? extends T> made = shape.read(example, "", problems);
    problems.throwIfAny();
    return made.orElseThrow();
  }
}
