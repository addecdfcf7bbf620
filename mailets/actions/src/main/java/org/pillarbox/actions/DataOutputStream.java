package org.pillarbox.actions;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The form of a message between DATA and its end, RFC 5321 sections 2.3.8 and 4.5.2: lines end in
 * CRLF and nothing else, and a dot at the start of a line is doubled. So no content can end the
 * message early or start another.
 */
final class DataOutputStream extends FilterOutputStream {
  private boolean lineStart = true;
  private boolean pendingCr;

  DataOutputStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    int value = b & 0xff;
    if (pendingCr) {
      pendingCr = false;
      endLine();
      if (value == '\n') {
        return;
      }
    }
    if (value == '\r') {
      pendingCr = true;
    } else if (value == '\n') {
      endLine();
    } else {
      if (lineStart && value == '.') {
        out.write('.');
      }
      lineStart = false;
      out.write(value);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  private void endLine() throws IOException {
    out.write('\r');
    out.write('\n');
    lineStart = true;
  }

  /** Ends the last line and the message. */
  void end() throws IOException {
    if (pendingCr || !lineStart) {
      pendingCr = false;
      endLine();
    }
    out.write('.');
    out.write('\r');
    out.write('\n');
  }
}
