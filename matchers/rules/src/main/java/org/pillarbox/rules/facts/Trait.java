package org.pillarbox.rules.facts;

/** What kind of message it is, beyond its words. */
public enum Trait {
  /** Auto-Submitted other than "no" (RFC 3834 section 5). */
  AUTO_SUBMITTED,
  /** From a mailing list: List-Id or List-Post (RFC 2919, RFC 2369). */
  LIST,
  /** Precedence bulk or junk, or List-Unsubscribe. */
  BULK,
  /** A calendar object (RFC 6047). */
  CALENDAR,
  /** S/MIME or PGP signed (RFC 1847, RFC 8551). */
  SIGNED,
  /** S/MIME or PGP encrypted. */
  ENCRYPTED,
  /** multipart/report (RFC 6522): DSN, receipt, feedback. */
  REPORT,
  /** Outlook's winmail.dat. */
  TNEF
}
