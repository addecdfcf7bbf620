package org.pillarbox.server.configuration;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One key that can be set.
 *
 * @param key dotted key of {@code pillarbox.yaml}
 * @param variable name in the environment
 * @param allowed what can be written
 * @param value the value in force, as an admin writes it; empty when nothing is set
 * @param meaning what it does
 * @param structured whether the value is a list of mappings, so that a variable holds YAML
 */
public record Setting(
    String key, String variable, String allowed, String value, String meaning, boolean structured) {

  /** Every setting of a configuration, in the order of its records. */
  public static List<Setting> of(Record configuration) {
    List<Setting> settings = new ArrayList<>();
    collect(configuration, "", settings);
    return List.copyOf(settings);
  }

  /** The key of a record component: {@code messageSize} is written {@code message_size}. */
  static String keyOf(RecordComponent component) {
    StringBuilder key = new StringBuilder();
    for (char letter : component.getName().toCharArray()) {
      if (Character.isUpperCase(letter)) {
        key.append('_');
      }
      key.append(Character.toLowerCase(letter));
    }
    return key.toString();
  }

  /** The type inside {@code Optional<…>} or {@code List<…>}, else the type itself. */
  static Class<?> elementOf(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType generic
        ? (Class<?>) generic.getActualTypeArguments()[0]
        : component.getType();
  }

  /** The value of a record component. */
  static Object read(Record holder, RecordComponent component) {
    try {
      return component.getAccessor().invoke(holder);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't read " + component, e);
    }
  }

  private static void collect(Record configuration, String prefix, List<Setting> settings) {
    for (RecordComponent component : configuration.getClass().getRecordComponents()) {
      String key = prefix + keyOf(component);
      Object value = read(configuration, component);
      if (value instanceof Record nested && !(value instanceof DataSize)) {
        collect(nested, key + ".", settings);
      } else {
        settings.add(one(key, component, value));
      }
    }
  }

  private static Setting one(String key, RecordComponent component, Object value) {
    Class<?> element = elementOf(component);
    boolean list = component.getType() == List.class;
    boolean structured = list && element.isRecord();
    String allowed =
        structured ? members(element) : (list ? "list of " : "") + Values.describe(element);
    Meaning meaning = component.getAnnotation(Meaning.class);
    return new Setting(
        key,
        variableOf(key),
        allowed,
        print(value),
        meaning == null ? "" : meaning.value(),
        structured);
  }

  private static String members(Class<?> element) {
    List<String> names = new ArrayList<>();
    for (RecordComponent component : element.getRecordComponents()) {
      names.add(keyOf(component));
    }
    return "list of {" + String.join(", ", names) + "}";
  }

  static String variableOf(String key) {
    return "PILLARBOX_" + key.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static String print(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(Values::print).orElse("");
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Setting::printItem).collect(Collectors.joining(", "));
    }
    return Values.print(value);
  }

  private static String printItem(Object item) {
    return item instanceof Record holder && !(item instanceof DataSize)
        ? of(holder).stream()
            .map(setting -> setting.key() + ": " + quoted(setting))
            .collect(Collectors.joining(", ", "{", "}"))
        : Values.print(item);
  }

  /** As YAML, because a structured variable is read as YAML. */
  private static String quoted(Setting setting) {
    String value = "\"" + setting.value().replace(", ", "\", \"") + "\"";
    return setting.allowed().startsWith("list") ? "[" + value + "]" : value;
  }
}
