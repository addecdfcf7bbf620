package org.pillarbox.protection.net;

import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandDispatcher;

/**
 * Hands command lines to their commands, after a look at the line itself: it ends with CRLF and
 * nothing else (a bare LF that one server takes for a line end and another does not is how mail is
 * smuggled), and holds no other CR or NUL.
 */
public abstract class StrictDispatcher<S extends ProtocolSession> extends CommandDispatcher<S> {
  private static final AttachmentKey<Boolean> MID_LINE =
      AttachmentKey.of("pillarbox.mid-line", Boolean.class);

  /** The answer to a line longer than {@link CrlfFramer#MAX_FRAME}; its rest is skipped. */
  protected abstract Response tooLong();

  /** The answer to a line with another end than CRLF. */
  protected abstract Response notCrlf();

  @Override
  public Response onLine(S session, byte[] line) {
    boolean complete = line.length > 0 && line[line.length - 1] == '\n';
    boolean restOfLongLine = session.getAttachment(MID_LINE, State.Connection).orElse(false);
    session.setAttachment(MID_LINE, !complete, State.Connection);
    if (restOfLongLine) {
      return null;
    }
    if (!complete) {
      return tooLong();
    }
    return clean(line) ? super.onLine(session, line) : notCrlf();
  }

  private static boolean clean(byte[] line) {
    if (line.length < 2 || line[line.length - 2] != '\r') {
      return false;
    }
    for (int i = 0; i < line.length - 2; i++) {
      if (line[i] == '\r' || line[i] == 0) {
        return false;
      }
    }
    return true;
  }
}
