package org.pillarbox.rules.catalog;

import java.util.List;
import java.util.Optional;

/**
 * One parameter of a condition or an action.
 *
 * @param name its name as written, such as {@code at-least}
 * @param type what it may be
 * @param list whether several may stand there; one alone may stand without brackets
 * @param required whether it may not be left out
 * @param standard its value when it is left out, as written; empty if there is none
 * @param unit its unit; empty if it has none
 * @param least least number allowed
 * @param most greatest number allowed
 * @param choices the words allowed, for {@link Type#CHOICE}
 * @param meaning what it means
 */
public record Parameter(
    String name,
    Type type,
    boolean list,
    boolean required,
    Optional<String> standard,
    String unit,
    long least,
    long most,
    List<String> choices,
    String meaning) {
  public Parameter {
    choices = List.copyOf(choices);
  }
}
