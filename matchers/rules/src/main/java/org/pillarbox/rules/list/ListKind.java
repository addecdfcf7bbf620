package org.pillarbox.rules.list;

/** What a named list holds. */
public enum ListKind {
  /** Addresses. */
  PEOPLE,
  /** Domains; {@code *.example.org} means all below it. */
  DOMAINS,
  /** Networks in CIDR notation, and single addresses. */
  NETWORKS,
  /** Texts with {@code *} and {@code ?}, or RE2 expressions between slashes. */
  PATTERNS,
  /** Days ({@code 2026-12-24}), weekdays or spans of the day ({@code mon-fri 08:00-18:00}). */
  TIMES
}
