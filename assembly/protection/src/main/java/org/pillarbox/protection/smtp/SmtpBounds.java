package org.pillarbox.protection.smtp;

import org.pillarbox.protection.Bound;

/**
 * What one SMTP or LMTP session may ask for.
 *
 * @param recipients recipients of one message; 452 4.5.3 for each beyond (RFC 5321 section
 *     4.5.3.1.10)
 * @param errors refused commands of one session, then 421
 * @param junkCommands commands without effect (NOOP, RSET, VRFY, EXPN, HELP, EHLO) between two
 *     messages, then 421
 * @param failedLogins failed AUTH of one session, then 421
 * @param receivedHeaders Received lines of one message, more are a loop: 554 5.4.6
 */
public record SmtpBounds(
    int recipients, int errors, int junkCommands, int failedLogins, int receivedHeaders) {
  public SmtpBounds {
    Bound.atLeast("smtp.recipients", recipients, 100);
    Bound.atLeast("smtp.errors", errors, 1);
    Bound.atLeast("smtp.junkCommands", junkCommands, 10);
    Bound.atLeast("smtp.failedLogins", failedLogins, 1);
    Bound.atLeast("smtp.receivedHeaders", receivedHeaders, 10);
  }

  /** The figures of DESIGN.md. */
  public static SmtpBounds defaults() {
    return new SmtpBounds(500, 20, 100, 3, 50);
  }
}
