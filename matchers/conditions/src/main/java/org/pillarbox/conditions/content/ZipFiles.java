package org.pillarbox.conditions.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Zip files (APPNOTE 6.3.10) by their directory at the end, as programs that open them do, and the
 * office and program formats that are zip files. A file's other name in front of its data counts
 * too: programs differ in which they believe.
 */
final class ZipFiles {
  private static final long LOCAL = 0x04034b50L;
  private static final long CENTRAL = 0x02014b50L;
  private static final long END_64_LOCATOR = 0x07064b50L;
  private static final int END_SIZE = 22;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final int LONGEST_NAME = 4_096;
  private static final int MOST_CONTENT_TYPES = 256 * 1024;
  private static final int UTF_8 = 1 << 11;
  private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final Charset DOS =
      Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;

  private record Directory(long at, long base, long entries) {}

  private record Entry(
      String name, int flags, int method, long packed, long size, long dataAt, String localName) {
    boolean encrypted() {
      return (flags & ENCRYPTED) != 0 || method == 99;
    }

    String lower() {
      return name.toLowerCase(Locale.ROOT);
    }

    List<String> names() {
      return localName.equals(name) || localName.isEmpty()
          ? List.of(name)
          : List.of(name, localName);
    }
  }

  private final Bytes file;
  private final Findings findings;
  private final FileInspection.Inside inside;

  private ZipFiles(Bytes file, Findings findings, FileInspection.Inside inside) {
    this.file = file;
    this.findings = findings;
    this.inside = inside;
  }

  /** Whether the file ends like a zip file and has a directory where its end says. */
  static boolean hasDirectory(Bytes file) throws IOException {
    Optional<Directory> directory = directory(file);
    return directory.isPresent() && file.number(directory.get().at(), 4) == CENTRAL;
  }

  static void read(Bytes file, Findings findings, FileInspection.Inside inside) throws IOException {
    new ZipFiles(file, findings, inside).read();
  }

  private static Optional<Directory> directory(Bytes file) throws IOException {
    int tail = (int) Math.min(file.size(), END_SIZE + LONGEST_COMMENT);
    long tailAt = file.size() - tail;
    byte[] bytes = file.slice(tailAt, tail);
    for (int i = bytes.length - END_SIZE; i >= 0; i--) {
      if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 5 && bytes[i + 3] == 6) {
        return Optional.of(directory(file, tailAt + i));
      }
    }
    return Optional.empty();
  }

  private static Directory directory(Bytes file, long end) throws IOException {
    long entries = file.number(end + 10, 2);
    long size = file.number(end + 12, 4);
    long offset = file.number(end + 16, 4);
    long directoryEnd = end;
    if (file.number(end - 20, 4) == END_64_LOCATOR) {
      long end64 = file.number(end - 12, 8);
      entries = file.number(end64 + 32, 8);
      size = file.number(end64 + 40, 8);
      offset = file.number(end64 + 48, 8);
      directoryEnd = end64;
    }
    // With something in front of the zip, all its offsets are short by as much.
    long base = file.number(offset, 4) == CENTRAL ? 0 : directoryEnd - size - offset;
    return new Directory(base + offset, base, entries);
  }

  private void read() throws IOException {
    Optional<Directory> directory = directory(file);
    if (directory.isEmpty()) {
      findings.gap("zip without a directory");
      localOnly();
      return;
    }
    List<Entry> entries = entries(directory.get());
    if (directory.get().entries() > entries.size() || damaged(directory.get(), entries)) {
      findings.gap("zip whose directory is damaged");
    }
    describe(entries);
    boolean office = findings.type().family() == FileType.Family.DOCUMENT;
    for (Entry entry : entries) {
      boolean part = office && !entry.lower().contains("embeddings/");
      if (!entry.name().endsWith("/") && !part) {
        add(entry);
      }
    }
  }

  private static boolean damaged(Directory directory, List<Entry> entries) {
    return entries.isEmpty() && directory.entries() != 0;
  }

  private List<Entry> entries(Directory directory) throws IOException {
    List<Entry> entries = new ArrayList<>();
    long at = directory.at();
    while (file.number(at, 4) == CENTRAL) {
      inside.budget().entries(entries.size() + 1);
      int nameLength = (int) file.number(at + 28, 2);
      int extraLength = (int) file.number(at + 30, 2);
      int flags = (int) file.number(at + 8, 2);
      long[] sizes = {file.number(at + 24, 4), file.number(at + 20, 4), file.number(at + 42, 4)};
      large(sizes, file.window(at + 46 + nameLength, extraLength));
      entries.add(
          local(
              directory.base() + sizes[2],
              name(at + 46, nameLength, flags),
              flags,
              (int) file.number(at + 10, 2),
              sizes));
      at += 46L + nameLength + extraLength + file.number(at + 32, 2);
    }
    return entries;
  }

  /** Numbers too large for 32 bits stand in an extra field, in this order, only those. */
  private static void large(long[] sizes, Bytes extra) throws IOException {
    long at = 0;
    while (at + 4 <= extra.size()) {
      long length = extra.number(at + 2, 2);
      if (extra.number(at, 2) == 1) {
        long value = at + 4;
        for (int i = 0; i < sizes.length; i++) {
          if (sizes[i] == 0xFFFFFFFFL) {
            sizes[i] = extra.number(value, 8);
            value += 8;
          }
        }
      }
      at += 4 + length;
    }
  }

  private Entry local(long at, String name, int flags, int method, long[] sizes)
      throws IOException {
    if (file.number(at, 4) != LOCAL) {
      findings.gap("zip whose directory points nowhere");
      return new Entry(name, flags, -1, 0, sizes[0], -1, name);
    }
    int nameLength = (int) file.number(at + 26, 2);
    int localFlags = (int) file.number(at + 6, 2);
    return new Entry(
        name,
        flags | localFlags,
        method,
        sizes[1],
        sizes[0],
        at + 30 + nameLength + file.number(at + 28, 2),
        name(at + 30, nameLength, localFlags));
  }

  private String name(long at, int length, int flags) throws IOException {
    byte[] bytes = file.slice(at, Math.min(length, LONGEST_NAME));
    Charset charset = (flags & UTF_8) != 0 ? StandardCharsets.UTF_8 : DOS;
    return new String(bytes, charset);
  }

  /** Without a directory: the files in front, as long as it is known where the next one begins. */
  private void localOnly() throws IOException {
    long at = 0;
    while (file.number(at, 4) == LOCAL) {
      int nameLength = (int) file.number(at + 26, 2);
      int flags = (int) file.number(at + 6, 2);
      boolean sizeFollows = (flags & 8) != 0;
      String name = name(at + 30, nameLength, flags);
      long data = at + 30 + nameLength + file.number(at + 28, 2);
      long packed = sizeFollows ? file.size() - data : file.number(at + 18, 4);
      Entry entry =
          new Entry(
              name,
              flags,
              (int) file.number(at + 8, 2),
              packed,
              file.number(at + 22, 4),
              data,
              name);
      add(entry);
      at = sizeFollows ? file.size() : data + packed;
    }
  }

  /** What the zip is by the names in it. */
  private void describe(List<Entry> entries) throws IOException {
    if (findings.type() != FileType.ZIP) {
      return;
    }
    for (Entry entry : entries) {
      String name = entry.lower();
      switch (name) {
        case "[content_types].xml" -> contentTypes(entry);
        case "word/document.xml" -> findings.type(FileType.DOCX);
        case "xl/workbook.xml", "xl/workbook.bin" -> findings.type(FileType.XLSX);
        case "ppt/presentation.xml" -> findings.type(FileType.PPTX);
        case "content.xml" -> findings.type(FileType.OPEN_DOCUMENT);
        case "meta-inf/manifest.xml" -> openDocumentManifest(entry);
        case "androidmanifest.xml" -> findings.type(FileType.APK);
        case "meta-inf/manifest.mf" -> {
          if (findings.type() == FileType.ZIP) {
            findings.type(FileType.JAR);
          }
        }
        default -> {
          boolean macro =
              name.endsWith("vbaproject.bin")
                  || name.startsWith("xl/macrosheets/")
                  || (name.startsWith("basic/") && name.endsWith("script-lb.xml"))
                  || (name.startsWith("scripts/") && !name.endsWith("/"));
          if (macro) {
            findings.macros();
          }
        }
      }
    }
    if (findings.type().family() != FileType.Family.DOCUMENT) {
      return;
    }
    if (entries.stream().anyMatch(Entry::encrypted)) {
      findings.encrypted();
      findings.gap("encrypted");
    }
  }

  /** The project of macros may lie under any name; its content type is what opens it. */
  private void contentTypes(Entry entry) throws IOException {
    String types = start(entry).toLowerCase(Locale.ROOT);
    if (types.contains("vbaproject") || types.contains("macroenabled")) {
      findings.macros();
    }
    if (types.contains("wordprocessingml")) {
      findings.type(FileType.DOCX);
    } else if (types.contains("spreadsheetml")) {
      findings.type(FileType.XLSX);
    } else if (types.contains("presentationml")) {
      findings.type(FileType.PPTX);
    }
  }

  private void openDocumentManifest(Entry entry) throws IOException {
    if (start(entry).contains("encryption-data")) {
      findings.encrypted();
      findings.gap("encrypted");
    }
  }

  private String start(Entry entry) throws IOException {
    if (entry.encrypted() || (entry.method() != STORED && entry.method() != DEFLATED)) {
      return "";
    }
    try (Unpacking data = data(entry)) {
      byte[] bytes = data.stream().readNBytes(MOST_CONTENT_TYPES);
      inside.budget().bytes(bytes.length);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (ZipException e) {
      findings.gap("damaged: " + e.getMessage());
      return "";
    }
  }

  private void add(Entry entry) throws IOException {
    if (entry.encrypted()) {
      inside.closed(entry.names(), entry.size(), true, "encrypted");
    } else if (entry.method() == STORED && entry.packed() == entry.size()) {
      inside.add(entry.names(), file.window(entry.dataAt(), entry.packed()));
    } else if (entry.method() == STORED || entry.method() == DEFLATED) {
      unpack(entry);
    } else {
      inside.closed(
          entry.names(), entry.size(), false, "packed by a method that is not looked into");
    }
  }

  private void unpack(Entry entry) throws IOException {
    try (Unpacking data = data(entry)) {
      inside.unpack(entry.names(), entry.size(), data.stream());
    } catch (ZipException | EOFException e) {
      inside.closed(entry.names(), entry.size(), false, "damaged: " + e.getMessage());
    }
  }

  /** A stream whose native memory goes with it. */
  private record Unpacking(InputStream stream, Inflater inflater) implements AutoCloseable {
    @Override
    public void close() {
      inflater.end();
    }
  }

  private Unpacking data(Entry entry) {
    Inflater inflater = new Inflater(true);
    InputStream packed = file.stream(entry.dataAt(), entry.packed());
    return new Unpacking(
        entry.method() == STORED ? packed : new InflaterInputStream(packed, inflater, 4_096),
        inflater);
  }
}
