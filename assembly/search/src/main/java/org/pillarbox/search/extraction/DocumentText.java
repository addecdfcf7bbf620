package org.pillarbox.search.extraction;

import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** The text of a document, by the bytes that it begins with. */
final class DocumentText {
  private DocumentText() {}

  /**
   * Reads a document.
   *
   * @param limit most characters to return
   * @return empty if the format is not known or the document is broken or encrypted
   */
  static Optional<String> of(byte[] document, int limit) {
    Bounded text = new Bounded(limit);
    try {
      if (document.length > 4 && document[0] == '%' && document[1] == 'P') {
        pdf(document, text);
      } else {
        OfficeText.read(document, text);
      }
    } catch (Bounded.Reached e) {
      return Optional.of(text.toString());
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // A document can be broken in any way; what was read of it so far is still its text.
      return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
  }

  private static void pdf(byte[] document, Writer text) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(document)) {
      new PDFTextStripper().writeText(pdf, text);
    }
  }
}
