package org.pillarbox.rules.catalog;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pillarbox.rules.condition.Flattened;
import org.pillarbox.rules.describe.Param;

/**
 * How one record is written as a map: a parameter for each component, those of a flattened record
 * beside the others.
 */
final class Shape<R> {
  private final Class<R> type;
  private final List<Part> parts;

  private Shape(Class<R> type, List<Part> parts) {
    this.type = type;
    this.parts = parts;
  }

  /** One component: a parameter, or a record whose parameters stand here. */
  private record Part(
      RecordComponent component, Optional<Field> field, Optional<Shape<?>> nested) {}

  private record Field(Parameter parameter, Class<?> type, boolean optional) {}

  static <R> Shape<R> of(Class<R> type) {
    List<Part> parts = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      parts.add(
          component.getType().isAnnotationPresent(Flattened.class)
              ? new Part(component, Optional.empty(), Optional.of(of(component.getType())))
              : new Part(component, Optional.of(field(component)), Optional.empty()));
    }
    return new Shape<>(type, parts);
  }

  private static Field field(RecordComponent component) {
    Param param = component.getAnnotation(Param.class);
    if (param == null) {
      throw new IllegalStateException("@Param is missing on " + component);
    }
    boolean list = component.getType() == List.class;
    boolean optional = component.getType() == Optional.class;
    Class<?> value =
        list || optional
            ? (Class<?>)
                ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
            : component.getType();
    List<String> choices =
        value.isEnum()
            ? Stream.of(value.getEnumConstants()).map(Words::ofConstant).toList()
            : List.of();
    return new Field(
        new Parameter(
            Words.ofComponent(component.getName()),
            Scalar.type(value),
            list,
            !list && !optional && param.standard().isEmpty(),
            Optional.of(param.standard()).filter(text -> !text.isEmpty()),
            param.unit(),
            param.least(),
            value == int.class ? Math.min(param.most(), Integer.MAX_VALUE) : param.most(),
            choices,
            param.value()),
        value,
        optional);
  }

  Stream<Parameter> parameters() {
    return parts.stream()
        .flatMap(
            part ->
                Stream.concat(
                    part.field().map(Field::parameter).stream(),
                    part.nested().stream().flatMap(Shape::parameters)));
  }

  /** Reads the record; empty if something is wrong, which is then among the problems. */
  Optional<R> read(Map<?, ?> written, String pointer, Problems problems) {
    Set<String> names = parameters().map(Parameter::name).collect(Collectors.toSet());
    for (Object key : written.keySet()) {
      if (!names.contains(String.valueOf(key))) {
        problems.add(
            Problems.below(pointer, String.valueOf(key)),
            key,
            names.isEmpty()
                ? "no parameters"
                : "one of " + String.join(", ", new TreeSet<>(names)));
      }
    }
    return build(written, pointer, problems);
  }

  private Optional<R> build(Map<?, ?> written, String pointer, Problems problems) {
    int before = problems.count();
    Object[] values = new Object[parts.size()];
    Class<?>[] types = new Class<?>[parts.size()];
    for (int i = 0; i < values.length; i++) {
      Part part = parts.get(i);
      types[i] = part.component().getType();
      Optional<?> value =
          part.field().isPresent()
              ? value(part.field().get(), written, pointer, problems)
              : part.nested().flatMap(nested -> nested.build(written, pointer, problems));
      values[i] = value.orElse(null);
    }
    if (problems.count() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(type.getDeclaredConstructor(types).newInstance(values));
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof IllegalArgumentException reason) {
        problems.add(pointer, written, String.valueOf(reason.getMessage()));
        return Optional.empty();
      }
      throw new IllegalStateException(type + " can't be made", refused);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(type + " can't be made", impossible);
    }
  }

  private static Optional<?> value(
      Field field, Map<?, ?> written, String pointer, Problems problems) {
    Parameter parameter = field.parameter();
    String here = Problems.below(pointer, parameter.name());
    Object raw = written.get(parameter.name());
    if (raw == null && parameter.standard().isPresent()) {
      raw = standard(field);
    }
    if (parameter.list()) {
      return Optional.of(list(field, raw, here, problems));
    }
    if (raw == null && parameter.required()) {
      problems.add(here, "", parameter.meaning());
      return Optional.empty();
    }
    Optional<Object> value = raw == null ? Optional.empty() : scalar(field, raw, here, problems);
    return field.optional() ? Optional.of(value) : value;
  }

  private static List<Object> list(Field field, Object raw, String here, Problems problems) {
    List<Object> values = new ArrayList<>();
    List<?> written = raw == null ? List.of() : raw instanceof List<?> all ? all : List.of(raw);
    for (int i = 0; i < written.size(); i++) {
      String pointer = raw instanceof List ? Problems.below(here, Integer.toString(i)) : here;
      if (written.get(i) == null) {
        problems.add(pointer, "null", "a value");
      } else {
        scalar(field, written.get(i), pointer, problems).ifPresent(values::add);
      }
    }
    return values;
  }

  private static Optional<Object> scalar(Field field, Object raw, String here, Problems problems) {
    Parameter parameter = field.parameter();
    try {
      Object value = Scalar.read(field.type(), raw, parameter.unit());
      if (value instanceof Number number
          && (number.doubleValue() < parameter.least()
              || number.doubleValue() > parameter.most())) {
        problems.add(
            here, raw, "a number from %d to %d".formatted(parameter.least(), parameter.most()));
        return Optional.empty();
      }
      return Optional.of(value);
    } catch (IllegalArgumentException wrong) {
      problems.add(here, raw, String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  private static Object standard(Field field) {
    String text = field.parameter().standard().orElseThrow();
    return switch (field.parameter().type()) {
      case INTEGER, DECIMAL -> Long.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case TEXT, CHOICE, ADDRESS, NETWORK, PATTERN, DURATION, ZONE -> text;
    };
  }

  /** Writes the record; what has its standard value is left out. */
  Map<String, Object> write(Object subject) {
    Map<String, Object> written = new LinkedHashMap<>();
    for (Part part : parts) {
      Object value = get(part.component(), subject);
      part.nested().ifPresent(nested -> written.putAll(nested.write(value)));
      part.field().ifPresent(field -> put(field, value, written));
    }
    return written;
  }

  private static void put(Field field, Object value, Map<String, Object> written) {
    String name = field.parameter().name();
    if (value instanceof List<?> list) {
      if (!list.isEmpty()) {
        written.put(name, list.stream().map(Scalar::write).toList());
      }
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(one -> written.put(name, Scalar.write(one)));
    } else {
      Object plain = Scalar.write(value);
      if (!field.parameter().standard().equals(Optional.of(plain.toString()))) {
        written.put(name, plain);
      }
    }
  }

  private static Object get(RecordComponent component, Object subject) {
    try {
      return component.getAccessor().invoke(subject);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(component + " can't be read", impossible);
    }
  }
}
