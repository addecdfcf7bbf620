package org.pillarbox.conditions.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Looks into one file and the files inside it. Calls itself once for each level of archives, of
 * which there are {@link InspectionBounds#archiveDepth()}; the budget is the message's.
 */
final class FileInspection {
  private static final int CHUNK = 16 * 1024;

  private final InspectionBounds bounds;
  private final Budget budget;

  FileInspection(InspectionBounds bounds, Work work) {
    this.bounds = bounds;
    this.budget = new Budget(bounds, work);
  }

  /** The files inside one file are added through this. */
  final class Inside {
    private final Findings parent;
    private final int depth;

    private Inside(Findings parent, int depth) {
      this.parent = parent;
      this.depth = depth;
    }

    Budget budget() {
      return budget;
    }

    /** A file whose bytes are there. */
    void add(List<String> names, Bytes content) throws IOException {
      budget.entry();
      parent.inside(inspect(content, clean(names), "", depth + 1));
    }

    /** A file that has to be unpacked: no further than needed to know what it is. */
    void unpack(List<String> names, long size, InputStream content) throws IOException {
      budget.entry();
      byte[] head = content.readNBytes(Signatures.HEAD);
      budget.bytes(head.length);
      if (!opens(Signatures.of(head), names)) {
        Findings file = new Findings(clean(names), "", size);
        file.type(Signatures.of(head));
        parent.inside(file.result());
        return;
      }
      try (Held whole = new Held()) {
        whole.write(head, 0, head.length);
        copy(content, whole);
        parent.inside(inspect(whole, clean(names), "", depth + 1));
      }
    }

    /** A file that can't be looked at. */
    void closed(List<String> names, long size, boolean encrypted, String why) throws IOException {
      budget.entry();
      Findings file = new Findings(clean(names), "", size);
      file.gap(why);
      if (encrypted) {
        file.encrypted();
      }
      parent.inside(file.result());
    }

    private void copy(InputStream from, Held into) throws IOException {
      byte[] chunk = new byte[CHUNK];
      int count = from.read(chunk);
      while (count >= 0) {
        budget.bytes(count);
        into.write(chunk, 0, count);
        count = from.read(chunk);
      }
    }
  }

  private static List<String> clean(List<String> names) {
    return FileNames.clean(names.stream());
  }

  /** Whether more than the first bytes is needed. */
  private static boolean opens(FileType type, List<String> names) {
    return type.family() == FileType.Family.ARCHIVE
        || type.family() == FileType.Family.DOCUMENT
        || names.stream().anyMatch(name -> name.endsWith(".iso") || name.endsWith(".img"));
  }

  /** Looks into an attachment. */
  InspectedFile inspect(Bytes file, List<String> names, String declaredType) throws IOException {
    return inspect(file, names, declaredType, 0);
  }

  private InspectedFile inspect(Bytes file, List<String> names, String declaredType, int depth)
      throws IOException {
    Findings findings = new Findings(names, declaredType, file.size());
    try {
      findings.type(Signatures.of(file));
      open(file, findings, depth);
    } catch (Budget.Spent | ZipException | EOFException e) {
      findings.gap(String.valueOf(e.getMessage()));
    } catch (ArithmeticException | IndexOutOfBoundsException | NegativeArraySizeException e) {
      // Numbers in a hostile file can be anything; what they led to is known to be wrong.
      findings.gap("damaged: " + e);
    }
    return findings.result();
  }

  private void open(Bytes file, Findings findings, int depth) throws IOException {
    Inside inside = new Inside(findings, depth);
    boolean holdsFiles = findings.type().family() == FileType.Family.ARCHIVE;
    if (holdsFiles && depth >= bounds.archiveDepth()) {
      findings.gap("more than " + bounds.archiveDepth() + " archives inside each other");
      return;
    }
    switch (findings.type()) {
      case ZIP -> ZipFiles.read(file, findings, inside);
      case OLE2 -> Compound.read(file, findings);
      case PDF -> PdfScan.read(file, findings);
      case RTF -> RtfScan.read(file, findings);
      case RAR -> RarFiles.read(file, findings, inside);
      case SEVEN_ZIP -> SevenZipFiles.read(file, findings);
      case GZIP -> GzipFile.read(file, findings, inside);
      case TAR -> TarFiles.read(file, inside);
      case ISO -> IsoFiles.read(file, findings, inside);
      case CABINET -> CabinetFiles.read(file, inside);
      case WINMAIL -> WinmailFiles.read(file, inside);
      case BZIP2, XZ, ZSTD, ACE, ARJ, LHA, VIRTUAL_DISK ->
          findings.gap("what is inside " + findings.type().label() + " is not looked at");
      case ONENOTE -> findings.gap("files inside OneNote notebooks are not looked at");
      default -> {
        // A zip may hide behind another beginning: its directory is at the end.
        if (depth < bounds.archiveDepth() && ZipFiles.hasDirectory(file)) {
          ZipFiles.read(file, findings, inside);
        }
      }
    }
  }
}
