package org.pillarbox.protection.imap;

import java.util.Map;
import java.util.Set;
import org.apache.james.imap.api.ImapCommand;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.message.response.ImmutableStatusResponse;

/**
 * Says with a NO that it is not the client's fault and may go by (RFC 5530 section 3, UNAVAILABLE).
 * After a plain NO to LOGIN clients ask their users for the password again, which is right.
 *
 * <p>James tells by its words what it did not expect, a store that is away before all else; of
 * commands that get the same words for what their argument asks for (CREATE, COPY) it is not said.
 */
final class Unavailable {
  private static final Set<HumanReadableText> ANY =
      Set.of(HumanReadableText.GENERIC_FAILURE_DURING_PROCESSING);

  private static final Map<String, Set<HumanReadableText>> UNEXPECTED =
      Map.ofEntries(
          Map.entry("LOGIN", ANY),
          Map.entry("AUTHENTICATE", ANY),
          Map.entry("SELECT", and(HumanReadableText.SELECT)),
          Map.entry("EXAMINE", and(HumanReadableText.SELECT)),
          Map.entry("STATUS", and(HumanReadableText.STATUS_FAILED)),
          Map.entry("LIST", and(HumanReadableText.SEARCH_FAILED)),
          Map.entry("LSUB", and(HumanReadableText.GENERIC_LSUB_FAILURE)),
          Map.entry("FETCH", and(HumanReadableText.SEARCH_FAILED)),
          Map.entry("SEARCH", ANY),
          Map.entry("STORE", ANY),
          Map.entry("APPEND", ANY),
          Map.entry("EXPUNGE", ANY),
          Map.entry("NOOP", ANY));

  private Unavailable() {}

  private static Set<HumanReadableText> and(HumanReadableText text) {
    return Set.of(HumanReadableText.GENERIC_FAILURE_DURING_PROCESSING, text);
  }

  /** The answer, with the code if it belongs there. */
  static ImapResponseMessage marked(ImapResponseMessage answer) {
    return answer instanceof StatusResponse status && isUnexpected(status)
        ? no(status.getTag(), status.getCommand())
        : answer;
  }

  private static boolean isUnexpected(StatusResponse status) {
    return status.getServerResponseType() == StatusResponse.Type.NO
        && status.getTag() != null
        && status.getCommand() != null
        && status.getResponseCode() == null
        && UNEXPECTED
            .getOrDefault(status.getCommand().getName(), Set.of())
            .contains(status.getTextKey());
  }

  /** James knows no such code, and would put the command before it. No apostrophe: it formats. */
  static ImapResponseMessage no(Tag tag, ImapCommand command) {
    return new ImmutableStatusResponse(
        StatusResponse.Type.NO,
        tag,
        null,
        new HumanReadableText(
            "org.pillarbox.UNAVAILABLE",
            "[UNAVAILABLE] " + command.getName() + " cannot be done now, try again."),
        null);
  }
}
