package org.pillarbox.protection.imap;

import java.util.Arrays;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.FetchData;
import org.apache.james.imap.api.message.request.ImapRequest;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse.ResponseCode;
import org.apache.james.imap.message.request.CloseRequest;
import org.apache.james.imap.message.request.ExpungeRequest;
import org.apache.james.imap.message.request.FetchRequest;
import org.apache.james.imap.message.request.MoveRequest;
import org.apache.james.imap.message.request.ReplaceRequest;
import org.apache.james.imap.message.request.StoreRequest;
import org.apache.james.imap.message.request.UnselectRequest;
import org.apache.james.imap.message.response.UnpooledStatusResponseFactory;

/**
 * Commands in a mailbox that was opened by EXAMINE: they change nothing in it (RFC 3501 section
 * 6.3.2). James forgets by which of the two it was opened: reading marked as read, and CLOSE
 * removed what bore \Deleted.
 */
final class Examined {
  private static final UnpooledStatusResponseFactory RESPONSES =
      new UnpooledStatusResponseFactory();

  private Examined() {}

  /** Whether all that it does is to change the mailbox. */
  static boolean isChange(ImapMessage command) {
    return command instanceof StoreRequest
        || command instanceof ExpungeRequest
        || command instanceof MoveRequest
        || command instanceof ReplaceRequest;
  }

  static ImapResponseMessage refusal(ImapRequest command) {
    return RESPONSES.taggedNo(
        command.getTag(),
        command.getCommand(),
        HumanReadableText.MAILBOX_IS_READ_ONLY,
        ResponseCode.readOnly());
  }

  /** The command without what it would change besides. */
  static ImapMessage harmless(ImapMessage command) {
    if (command instanceof FetchRequest fetch && fetch.getFetch().isSetSeen()) {
      return new FetchRequest(
          fetch.isUseUids(), fetch.getIdSet(), peek(fetch.getFetch()), fetch.getTag());
    }
    return command instanceof CloseRequest close ? new UnselectRequest(close.getTag()) : command;
  }

  private static FetchData peek(FetchData asked) {
    FetchData.Builder peek = FetchData.builder();
    if (asked.getChangedSince() >= 0) {
      peek.changedSince(asked.getChangedSince());
    }
    Arrays.stream(FetchData.Item.values()).filter(asked::contains).forEach(peek::fetch);
    asked.getBodyElements().forEach(element -> peek.add(element, true));
    return peek.vanished(asked.getVanished()).build();
  }
}
