package org.pillarbox.rules.catalog;

/** What a parameter may be. */
public enum Type {
  /** Text. */
  TEXT,
  /** A whole number. */
  INTEGER,
  /** A number. */
  DECIMAL,
  /** true or false. */
  BOOLEAN,
  /** One of a few words. */
  CHOICE,
  /** user@domain. */
  ADDRESS,
  /** Address or network in CIDR notation. */
  NETWORK,
  /** RE2 expression. */
  PATTERN,
  /** Such as {@code 30s}, {@code 10m}, {@code 1h}, {@code 7d}. */
  DURATION,
  /** Such as {@code Europe/Berlin}. */
  ZONE
}
