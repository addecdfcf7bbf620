package org.pillarbox.protection.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.pillarbox.protection.message.MessageBounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one message after DATA until CR LF dot CR LF (RFC 5321 section 4.1.1.4) and writes it down
 * as it comes. What is over a bound or not made of CR LF lines is read to its end, thrown away and
 * refused there: an answer in the middle would be taken for the answer to something else, and the
 * rest of the message for commands.
 */
final class MessageReader implements LineHandler<SMTPSession> {
  private static final Logger LOGGER = LoggerFactory.getLogger(MessageReader.class);
  private static final Reply BARE =
      new Reply(
          "554",
          "5.6.0",
          "Message has a CR or LF alone: lines end with CR LF (RFC 5321 section 2.3.8)");
  private static final Reply HEADER = new Reply("554", "5.6.0", "Message header is too large");
  private static final Reply LOOP =
      new Reply("554", "5.4.6", "Too many Received lines: this message goes round in circles");
  private static final String RECEIVED = "received:";

  /** What to do when the message has been read. */
  interface End {
    /** Called once, with what is wrong with the message, if anything; the response answers DATA. */
    Response reached(SMTPSession session, Optional<Reply> wrong);
  }

  private final OutputStream out;
  private final MessageBounds bounds;
  private final int mostReceived;
  private final long mostBytes;
  private final End end;
  private final Reply tooBig;

  private Optional<Reply> refusal = Optional.empty();
  private boolean midLine;
  private boolean lineEnded = true;
  private boolean inHeader = true;
  private long bytes;
  private long headerBytes;
  private int headerLines;
  private int received;

  /**
   * Starts to read.
   *
   * @param end called once, when the message has been read
   */
  MessageReader(
      SMTPSession session, OutputStream out, MessageBounds bounds, int mostReceived, End end) {
    this.out = out;
    this.bounds = bounds;
    this.mostReceived = mostReceived;
    this.mostBytes = session.getConfiguration().getMaxMessageSize();
    this.tooBig = SizeExtension.tooBig(session);
    this.end = end;
  }

  @Override
  public Response onLine(SMTPSession session, byte[] frame) {
    boolean startsLine = !midLine;
    midLine = frame[frame.length - 1] != '\n';
    boolean afterCrlf = lineEnded;
    lineEnded = endsWithCrlf(frame);
    if (startsLine && isDot(frame)) {
      session.popLineHandler();
      session.setCurrentMessageSize(bytes);
      return afterCrlf && lineEnded ? end.reached(session, refusal) : closing(session);
    }
    // The dot that a client puts before a line that begins with one (section 4.5.2).
    int start = startsLine && frame[0] == '.' ? 1 : 0;
    bytes += frame.length - start;
    if (bytes > 4 * mostBytes) {
      session.popLineHandler();
      refuse(tooBig);
      return closing(session);
    }
    check(frame, startsLine);
    write(frame, start);
    return null;
  }

  /**
   * A dot beside a bare LF is the end of the message for one server and none for another: what
   * follows may be the rest of a message whose author wants it taken for commands. No word after it
   * can be trusted.
   */
  private Response closing(SMTPSession session) {
    end.reached(session, refusal.or(() -> Optional.of(BARE)));
    return refusal.orElse(BARE).lastResponse();
  }

  private static boolean isDot(byte[] frame) {
    return frame[0] == '.'
        && ((frame.length == 3 && frame[1] == '\r' && frame[2] == '\n')
            || (frame.length == 2 && frame[1] == '\n'));
  }

  private void check(byte[] frame, boolean startsLine) {
    if (bytes > mostBytes) {
      refuse(tooBig);
    }
    if (!linesAreWhole(frame)) {
      refuse(BARE);
    }
    if (inHeader) {
      checkHeader(frame, startsLine);
    }
  }

  private void checkHeader(byte[] frame, boolean startsLine) {
    if (startsLine && frame.length == 2) {
      inHeader = false;
      return;
    }
    headerBytes += frame.length;
    headerLines += startsLine ? 1 : 0;
    received += startsLine && startsWithReceived(frame) ? 1 : 0;
    if (headerBytes > bounds.headerBytes() || headerLines > bounds.headerLines()) {
      refuse(HEADER);
    }
    if (received > mostReceived) {
      refuse(LOOP);
    }
  }

  private static boolean startsWithReceived(byte[] frame) {
    return frame.length >= RECEIVED.length()
        && new String(frame, 0, RECEIVED.length(), StandardCharsets.US_ASCII)
            .toLowerCase(Locale.ROOT)
            .equals(RECEIVED);
  }

  private static boolean endsWithCrlf(byte[] frame) {
    int last = frame.length - 1;
    return last > 0 && frame[last] == '\n' && frame[last - 1] == '\r';
  }

  private static boolean linesAreWhole(byte[] frame) {
    int last = frame.length - 1;
    boolean crlf = endsWithCrlf(frame);
    if (frame[last] == '\n' && !crlf) {
      return false;
    }
    int content = crlf ? last - 1 : frame.length;
    for (int i = 0; i < content; i++) {
      if (frame[i] == '\r') {
        return false;
      }
    }
    return true;
  }

  private void write(byte[] frame, int start) {
    if (refusal.isPresent()) {
      return;
    }
    try {
      out.write(frame, start, frame.length - start);
    } catch (IOException e) {
      LOGGER.error("Message can't be written down", e);
      refuse(Reply.NO_SPACE);
    }
  }

  private void refuse(Reply reply) {
    refusal = refusal.or(() -> Optional.of(reply));
  }
}
