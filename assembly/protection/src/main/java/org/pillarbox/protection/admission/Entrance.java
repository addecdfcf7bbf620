package org.pillarbox.protection.admission;

/** By which way a message comes in. */
public enum Entrance {
  /** Port 25, where other servers deliver. */
  MX,
  /** Ports 587 and 465, where users send after a login. */
  SUBMISSION,
  /** LMTP, where a local program delivers; it takes an answer for each recipient. */
  LMTP,
  /** JMAP's EmailSubmission. */
  JMAP
}
