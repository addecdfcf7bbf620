package org.pillarbox.protection.imap;

import java.time.Duration;
import org.pillarbox.protection.Bound;

/**
 * What an IMAP client may send.
 *
 * @param commandBytes bytes of one command before login, literals counted
 * @param literals literals of one command, before and after login
 * @param literalBytes bytes of one literal before login
 * @param depth nesting of parentheses in one command, before and after login; RFC 3501 sets none,
 *     and each level costs the parser a stack frame
 * @param loginWithin who has not logged in this long after connecting is cut off
 */
public record ImapBounds(
    int commandBytes, int literals, int literalBytes, int depth, Duration loginWithin) {
  public ImapBounds {
    Bound.atLeast("imap.commandBytes", commandBytes, 1024);
    Bound.atLeast("imap.literals", literals, 4);
    Bound.atLeast("imap.literalBytes", literalBytes, 256);
    Bound.atLeast("imap.depth", depth, 4);
    Bound.positive("imap.loginWithin", loginWithin);
  }

  /** The figures of DESIGN.md: 8 KB, 64 literals, none over 8 KB, depth 32, a minute to log in. */
  public static ImapBounds defaults() {
    return new ImapBounds(8 * 1024, 64, 8 * 1024, 32, Duration.ofMinutes(1));
  }
}
