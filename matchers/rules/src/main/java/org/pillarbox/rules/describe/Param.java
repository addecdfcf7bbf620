package org.pillarbox.rules.describe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the catalogue says of one parameter; it stands on the record's component. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Param {
  /** What it means. */
  String value();

  /** Its unit, such as {@code bytes}; empty if it has none. */
  String unit() default "";

  /**
   * Its value when it is left out, written as in YAML; empty means that it is required, except for
   * lists (none) and optional parameters.
   */
  String standard() default "";

  /** Least number allowed. */
  long least() default 0;

  /** Greatest number allowed. */
  long most() default Long.MAX_VALUE;
}
