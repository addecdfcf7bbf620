package org.pillarbox.search.extraction;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads documents from standard input and answers with their text on standard output, until
 * standard input ends, which it does when the process that started it dies. It holds one document
 * at a time; its heap, set by who starts it, is the bound on what a document may cost.
 */
public final class ExtractorMain {
  private static final int MOST_BYTES = 1 << 30;

  private ExtractorMain() {}

  /** Runs until standard input ends. Takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    DataInputStream from = new DataInputStream(System.in);
    DataOutputStream to = new DataOutputStream(new BufferedOutputStream(System.out));
    // What a library prints must not get between the answers.
    System.setOut(System.err);
    serve(from, to);
  }

  static void serve(DataInputStream from, DataOutputStream to) throws IOException {
    while (true) {
      int first;
      try {
        first = from.readInt();
      } catch (EOFException e) {
        return;
      }
      byte[] document = document(from, first);
      Optional<String> text = DocumentText.of(document, from.readInt());
      answer(to, text);
    }
  }

  private static byte[] document(DataInputStream from, int first) throws IOException {
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    int length = first;
    while (length > 0) {
      if (length > MOST_BYTES - document.size()) {
        throw new IOException("Document too large");
      }
      document.write(from.readNBytes(length));
      length = from.readInt();
    }
    return document.toByteArray();
  }

  private static void answer(DataOutputStream to, Optional<String> text) throws IOException {
    if (text.isEmpty()) {
      to.writeInt(-1);
    } else {
      byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
      to.writeInt(bytes.length);
      to.write(bytes);
    }
    to.flush();
  }
}
