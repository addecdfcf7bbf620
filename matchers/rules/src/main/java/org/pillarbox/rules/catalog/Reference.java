package org.pillarbox.rules.catalog;

import java.util.List;
import java.util.stream.Collectors;

/** The catalogue as text for people: the reference section of docs/rules.md. */
public final class Reference {
  private Reference() {}

  /** All conditions and actions in Markdown, each with its parameters and an example. */
  public static String markdown(Catalog catalog) {
    StringBuilder text = new StringBuilder();
    text.append("### Conditions\n\n");
    catalog.conditions().forEach(entry -> append(entry, text));
    text.append("### Actions\n\n");
    catalog.actions().forEach(entry -> append(entry, text));
    return text.toString().strip() + "\n";
  }

  private static void append(Entry entry, StringBuilder text) {
    text.append("#### ").append(entry.name()).append("\n\n").append(entry.meaning());
    text.append(entry.sort() == Entry.Sort.CONDITION ? " *Known from " : " *Can be done from ");
    text.append(
        entry.moments().stream()
            .sorted()
            .map(moment -> moment.name())
            .collect(Collectors.joining(" or ")));
    text.append(" on.*\n\n");
    if (!entry.parameters().isEmpty()) {
      text.append("| parameter | is | meaning |\n|---|---|---|\n");
      entry
          .parameters()
          .forEach(
              one ->
                  text.append("| `%s` | %s | %s |\n".formatted(one.name(), is(one), means(one))));
      text.append('\n');
    }
    text.append("    ").append(entry.name());
    if (!entry.exampleParameters().isEmpty()) {
      text.append(": ").append(entry.example());
    }
    text.append("\n\n");
  }

  private static String is(Parameter parameter) {
    String type = type(parameter);
    return parameter.list() ? "list: " + type : type;
  }

  private static String type(Parameter parameter) {
    return switch (parameter.type()) {
      case TEXT -> "text";
      case INTEGER -> parameter.unit().isEmpty() ? "whole number" : parameter.unit();
      case DECIMAL -> "number";
      case BOOLEAN -> "true, false";
      case CHOICE -> String.join(", ", parameter.choices());
      case ADDRESS -> "address";
      case NETWORK -> "network";
      case PATTERN -> "RE2 expression";
      case DURATION -> "duration";
      case ZONE -> "time zone";
    };
  }

  private static String means(Parameter parameter) {
    List<String> more =
        List.of(
            parameter.required() ? "; required" : "",
            parameter.standard().map("; default `%s`"::formatted).orElse(""),
            parameter.most() < Integer.MAX_VALUE
                ? "; %d to %d".formatted(parameter.least(), parameter.most())
                : "");
    return parameter.meaning() + String.join("", more);
  }
}
