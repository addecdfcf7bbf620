package org.pillarbox.protection.imap;

import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.request.ImapRequest;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.message.request.ListRequest;
import org.apache.james.imap.message.request.LsubRequest;
import org.apache.james.imap.message.response.UnpooledStatusResponseFactory;

/**
 * Bounds the wildcards of LIST and LSUB (RFC 3501 section 6.3.8). James makes a backtracking
 * expression of them, whose time grows with the length of a name to the power of their number: ten
 * would occupy a thread for ever. Clients send one, seldom two.
 */
final class Wildcards {
  private static final int MOST = 4;
  private static final UnpooledStatusResponseFactory RESPONSES =
      new UnpooledStatusResponseFactory();

  private Wildcards() {}

  /** Whether there are more of them than is borne. */
  static boolean areTooMany(ImapMessage command) {
    if (command instanceof ListRequest list) {
      return count(list.getBaseReferenceName()) + count(list.getMailboxPattern()) > MOST;
    }
    return command instanceof LsubRequest lsub
        && count(lsub.getBaseReferenceName()) + count(lsub.getMailboxPattern()) > MOST;
  }

  private static long count(String pattern) {
    return pattern.chars().filter(c -> c == '*' || c == '%').count();
  }

  static ImapResponseMessage refusal(ImapRequest command) {
    return RESPONSES.taggedNo(
        command.getTag(),
        command.getCommand(),
        new HumanReadableText(
            "org.pillarbox.WILDCARDS", "failed. At most " + MOST + " wildcards are allowed."));
  }
}
