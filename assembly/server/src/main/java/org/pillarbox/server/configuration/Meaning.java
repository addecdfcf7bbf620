package org.pillarbox.server.configuration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a setting does, in one or two sentences for an admin. The reference in docs/configuration.md
 * is made from it, so that the two can't differ.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Meaning {
  /** The sentences. */
  String value();
}
