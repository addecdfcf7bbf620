package org.pillarbox.tracking;

/** How a line of the log looks. */
public enum LogFormat {
  /** For people: time, level, logger, message, then {@code key=value}. */
  TEXT,
  /** For machines: one JSON object per line. */
  JSON
}
