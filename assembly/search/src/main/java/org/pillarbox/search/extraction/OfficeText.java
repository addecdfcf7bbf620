package org.pillarbox.search.extraction;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Text of Office Open XML (docx, xlsx, pptx) and OpenDocument (odt, ods, odp) files: zip files
 * whose words are the character data of a few XML entries. No document type, no external entity is
 * ever read, and so many bytes are unpacked at most, whatever the zip says.
 */
final class OfficeText {
  private static final long MOST_UNPACKED = 200L << 20;
  private static final int MOST_ENTRIES = 20_000;

  /** Elements that stand inside a word: runs of text and their properties. */
  private static final Set<String> INSIDE_WORDS =
      Set.of(
          "r",
          "t",
          "rPr",
          "span",
          "proofErr",
          "rFonts",
          "lang",
          "b",
          "i",
          "bookmarkStart",
          "bookmarkEnd",
          "latin",
          "ea",
          "cs",
          "solidFill",
          "srgbClr");

  private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
  private final Writer text;
  private long unpacked;

  private OfficeText(Writer text) {
    this.text = text;
    xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  static void read(byte[] document, Writer text) throws IOException {
    new OfficeText(text).entries(document);
  }

  private void entries(byte[] document) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(document))) {
      ZipEntry entry = zip.getNextEntry();
      for (int i = 0; entry != null && i < MOST_ENTRIES && unpacked < MOST_UNPACKED; i++) {
        if (holdsWords(entry.getName())) {
          words(new Counted(zip));
          text.write(' ');
        }
        entry = zip.getNextEntry();
      }
    }
  }

  private static boolean holdsWords(String name) {
    if (!name.endsWith(".xml")) {
      return false;
    }
    return name.equals("content.xml")
        || name.equals("styles.xml")
        || name.equals("docProps/core.xml")
        || name.equals("meta.xml")
        || name.equals("xl/sharedStrings.xml")
        || name.startsWith("xl/worksheets/sheet")
        || name.startsWith("xl/comments")
        || name.startsWith("ppt/slides/slide")
        || name.startsWith("ppt/notesSlides/notesSlide")
        || name.startsWith("word/document")
        || name.startsWith("word/header")
        || name.startsWith("word/footer")
        || name.startsWith("word/footnotes")
        || name.startsWith("word/endnotes")
        || name.startsWith("word/comments");
  }

  private void words(InputStream entry) throws IOException {
    try {
      XMLStreamReader reader = xml.createXMLStreamReader(entry);
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
          text.write(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        } else if (event == XMLStreamConstants.END_ELEMENT
            && !INSIDE_WORDS.contains(reader.getLocalName())) {
          text.write(' ');
        }
      }
    } catch (XMLStreamException e) {
      // This entry is broken; the next one may not be. StAX wraps the writer's end, so look for it.
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      text.write(' ');
    }
  }

  /** Counts what is unpacked and ends before a small file becomes a large one; never closes. */
  private final class Counted extends FilterInputStream {
    Counted(InputStream entry) {
      super(entry);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      unpacked += Math.max(0, count);
      if (unpacked > MOST_UNPACKED) {
        throw new IOException("Unpacks to too much");
      }
      return count;
    }

    @Override
    public void close() {
      // The zip goes on behind this entry.
    }
  }
}
