package org.pillarbox.rulebook.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.condition.Condition;
import org.pillarbox.rules.condition.Flattened;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.list.Network;
import org.pillarbox.rules.list.SafePattern;

/**
 * Conditions and actions by what their records say of themselves ({@link Described}, {@link
 * Param}). There is no list to keep: a record that the language permits is here.
 */
final class RecordTerms implements Terms {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Map<String, Class<?>> conditions = named(Condition.class);
  private final Map<String, Class<?>> actions = named(Action.class);

  private static Map<String, Class<?>> named(Class<?> sealed) {
    Map<String, Class<?>> named = new TreeMap<>();
    for (Class<?> type : sealed.getPermittedSubclasses()) {
      named.put(type.getAnnotation(Described.class).name(), type);
    }
    return named;
  }

  Map<String, Class<?>> conditions() {
    return conditions;
  }

  Map<String, Class<?>> actions() {
    return actions;
  }

  @Override
  public boolean isCondition(String name) {
    return conditions.containsKey(name);
  }

  @Override
  public Optional<Condition> condition(
      String name, JsonNode parameters, String pointer, List<Problem> problems) {
    return make(conditions, "condition", name, parameters, pointer, problems)
        .map(Condition.class::cast);
  }

  @Override
  public Optional<Action> action(
      String name, JsonNode parameters, String pointer, List<Problem> problems) {
    return make(actions, "action", name, parameters, pointer, problems).map(Action.class::cast);
  }

  private static Optional<Object> make(
      Map<String, Class<?>> known,
      String what,
      String name,
      JsonNode parameters,
      String pointer,
      List<Problem> problems) {
    Class<?> type = known.get(name);
    if (type == null) {
      problems.add(
          Problem.at(pointer, name, "a known " + what + ": " + String.join(", ", known.keySet())));
      return Optional.empty();
    }
    int before = problems.size();
    Form form =
        Form.of(
            parameters.isNull() || parameters.isMissingNode() ? NODES.objectNode() : parameters,
            pointer,
            problems);
    Optional<Object> made = record(type, form, problems);
    form.nothingElse();
    return problems.size() > before ? Optional.empty() : made;
  }

  private static Optional<Object> record(Class<?> type, Form form, List<Problem> problems) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    boolean whole = true;
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      Optional<Object> value =
          component.getType().isAnnotationPresent(Flattened.class)
              ? record(component.getType(), form, problems)
              : parameter(component, form);
      whole &= value.isPresent();
      values[i] = value.orElse(null);
    }
    if (!whole) {
      return Optional.empty();
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return Optional.of(type.getDeclaredConstructor(types).newInstance(values));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException
          || e.getCause() instanceof DateTimeException) {
        form.wrong(String.valueOf(e.getCause().getMessage()));
        return Optional.empty();
      }
      throw new IllegalStateException(type + " can't be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " can't be made", e);
    }
  }

  private static Optional<Object> parameter(RecordComponent component, Form form) {
    String name = key(component);
    Param param = component.getAnnotation(Param.class);
    JsonNode node = form.node(name);
    if (node.isMissingNode()) {
      Optional<Object> standard = standard(component, param);
      if (standard.isEmpty()) {
        form.wrong(name, node, param.value());
      }
      return standard;
    }
    try {
      Object value = value(component.getGenericType(), node);
      bounded(value, param);
      return Optional.of(value);
    } catch (IllegalArgumentException | DateTimeException e) {
      form.wrong(name, node, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static void bounded(Object value, Param param) {
    if (value instanceof Number number && !(value instanceof Double)) {
      long asked = number.longValue();
      if (asked < param.least() || asked > param.most()) {
        throw new IllegalArgumentException(
            param.most() == Long.MAX_VALUE
                ? "a number of at least " + param.least()
                : "a number from " + param.least() + " to " + param.most());
      }
    }
  }

  /** Its value where it is left out; nothing if it must not be. */
  static Optional<Object> standard(RecordComponent component, Param param) {
    if (component.getType() == List.class) {
      return Optional.of(List.of());
    }
    if (component.getType() == Optional.class) {
      return Optional.of(Optional.empty());
    }
    return param.standard().isEmpty()
        ? Optional.empty()
        : Optional.of(value(component.getGenericType(), TextNode.valueOf(param.standard())));
  }

  static String key(RecordComponent component) {
    StringBuilder key = new StringBuilder();
    component
        .getName()
        .chars()
        .forEach(
            c -> {
              if (Character.isUpperCase(c)) {
                key.append('-');
              }
              key.append((char) Character.toLowerCase(c));
            });
    return key.toString();
  }

  private static Object value(Type type, JsonNode node) {
    if (type instanceof ParameterizedType parameterized) {
      Type inner = parameterized.getActualTypeArguments()[0];
      return parameterized.getRawType() == Optional.class
          ? Optional.of(value(inner, node))
          : items(inner, node);
    }
    if (!(type instanceof Class<?> raw)) {
      throw new IllegalStateException("no form for " + type);
    }
    if (node.isContainerNode()) {
      throw new IllegalArgumentException("a single value");
    }
    String text = node.asText();
    if (raw == String.class) {
      return text;
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return truth(text);
    }
    if (raw == int.class) {
      return Math.toIntExact(
          Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number(text))));
    }
    if (raw == long.class) {
      return number(text);
    }
    if (raw == double.class) {
      return decimal(text);
    }
    if (raw == Duration.class) {
      return Spans.parse(text);
    }
    if (raw == ZoneId.class) {
      return ZoneId.of(text);
    }
    if (raw == Address.class) {
      return Address.of(text);
    }
    if (raw == Network.class) {
      return Network.of(text);
    }
    if (raw == SafePattern.class) {
      return SafePattern.of(text);
    }
    if (raw.isEnum()) {
      return word(raw, text);
    }
    throw new IllegalStateException("no form for " + raw);
  }

  private static List<Object> items(Type inner, JsonNode node) {
    List<Object> items = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(item -> items.add(value(inner, item)));
    } else {
      items.add(value(inner, node));
    }
    return items;
  }

  private static Object word(Class<?> type, String text) {
    Object[] words = type.getEnumConstants();
    return Arrays.stream(words)
        .filter(word -> Form.word((Enum<?>) word).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("one of " + words(type)));
  }

  static String words(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(word -> Form.word((Enum<?>) word))
        .collect(Collectors.joining(", "));
  }

  private static boolean truth(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("true or false");
    }
    return text.equals("true");
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a whole number", e);
    }
  }

  private static double decimal(String text) {
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
      throw new IllegalArgumentException("a number");
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a number", e);
    }
  }

  @Override
  public String name(Object term) {
    return term.getClass().getAnnotation(Described.class).name();
  }

  @Override
  public JsonNode parameters(Object term) {
    ObjectNode node = NODES.objectNode();
    write(term, node);
    return node;
  }

  private static void write(Object term, ObjectNode node) {
    for (RecordComponent component : term.getClass().getRecordComponents()) {
      Object value = get(component, term);
      if (component.getType().isAnnotationPresent(Flattened.class)) {
        write(value, node);
        continue;
      }
      Optional<Object> standard = standard(component, component.getAnnotation(Param.class));
      if (standard.isEmpty() || !standard.get().equals(value)) {
        node.set(key(component), json(value));
      }
    }
  }

  private static Object get(RecordComponent component, Object term) {
    try {
      return component.getAccessor().invoke(term);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " can't be read", e);
    }
  }

  static JsonNode json(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(RecordTerms::json).orElseGet(NODES::nullNode);
    }
    if (value instanceof List<?> list) {
      ArrayNode items = NODES.arrayNode();
      list.forEach(item -> items.add(json(item)));
      return items;
    }
    if (value instanceof Boolean truth) {
      return NODES.booleanNode(truth);
    }
    if (value instanceof Double number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Number number) {
      return NODES.numberNode(number.longValue());
    }
    if (value instanceof Enum<?> word) {
      return NODES.textNode(Form.word(word));
    }
    return NODES.textNode(
        value instanceof Duration span ? Spans.show(span) : String.valueOf(value));
  }
}
