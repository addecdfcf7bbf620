package org.pillarbox.rules.condition;

/** Which sender is meant. */
public enum SenderBy {
  /** The reverse-path of the envelope (MAIL FROM). */
  ENVELOPE,
  /** The header field From. */
  FROM,
  /** The header field Sender. */
  SENDER,
  /** The header field Reply-To. */
  REPLY_TO,
  /** The header fields From and Sender. */
  AUTHOR,
  /** Who logged in. */
  LOGIN
}
