package org.pillarbox.actions.rules;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.james.util.DurationParser;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Address;

/**
 * Reads an action from the parameters of a mailet: they are named as in a rule, and have the same
 * defaults. Lists are written with commas, durations as {@code 10m}, enums in small letters.
 */
final class ActionParameters {
  private ActionParameters() {}

  /**
   * The action.
   *
   * @throws IllegalArgumentException naming the parameter, when one is missing or makes no sense
   */
  static <A extends Action> A read(Class<A> type, Function<String, Optional<String>> given) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(components[i], given.apply(components[i].getName()).map(String::strip));
    }
    try {
      Constructor<A> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(String.valueOf(e.getCause().getMessage()), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("an action is a public record: " + type, e);
    }
  }

  private static Object value(RecordComponent component, Optional<String> given) {
    Param described = component.getAnnotation(Param.class);
    String standard = described == null ? "" : described.standard();
    Optional<String> text =
        given
            .filter(value -> !value.isEmpty())
            .or(() -> Optional.of(standard).filter(value -> !value.isEmpty()));
    Class<?> type = component.getType();
    if (type == List.class) {
      Class<?> inside = argument(component.getGenericType());
      return text.stream()
          .flatMap(list -> Arrays.stream(list.split(",", -1)))
          .map(String::strip)
          .filter(one -> !one.isEmpty())
          .map(one -> single(component.getName(), inside, one))
          .toList();
    }
    if (type == Optional.class) {
      return text.map(
          one -> single(component.getName(), argument(component.getGenericType()), one));
    }
    return single(
        component.getName(),
        type,
        text.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the parameter " + component.getName() + " is missing")));
  }

  private static Class<?> argument(Type generic) {
    return (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[0];
  }

  private static Object single(String name, Class<?> type, String text) {
    try {
      if (type == String.class) {
        return text;
      } else if (type == int.class) {
        return Integer.valueOf(text);
      } else if (type == long.class) {
        return Long.valueOf(text);
      } else if (type == boolean.class) {
        return yes(text);
      } else if (type == Duration.class) {
        return DurationParser.parse(text);
      } else if (type == Address.class) {
        return Address.of(text);
      } else if (type.isEnum()) {
        return constant(type, text);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " '" + text + "': " + e.getMessage(), e);
    }
    throw new IllegalStateException("no mailet parameter can be a " + type);
  }

  private static boolean yes(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("true or false is expected");
    }
    return text.equals("true");
  }

  private static Object constant(Class<?> type, String text) {
    String wanted = text.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> ((Enum<?>) constant).name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "one of "
                        + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)
                        + " is expected"));
  }
}
