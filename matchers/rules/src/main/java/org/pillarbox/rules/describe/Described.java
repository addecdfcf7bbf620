package org.pillarbox.rules.describe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the catalogue says of a condition or an action; it stands on the record itself. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Described {
  /** Its name in JSON and YAML, in words joined by hyphens. */
  String name();

  /** What it does, in one or two sentences for an administrator. */
  String meaning();

  /** An example of its parameters as a YAML flow mapping; a test reads every one. */
  String example();
}
