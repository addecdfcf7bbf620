package org.pillarbox.conditions.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compound files ([MS-CFB]): what program they are of, whether they need a password, whether they
 * hold macros. Chains of sectors are followed for at most as many steps as the file has sectors, so
 * a chain in a circle ends.
 */
final class Compound {
  private static final long LAST_SECTOR = 0xFFFFFFFAL;
  private static final int ENTRY = 128;
  private static final int IN_HEADER = 109;
  private static final int MOST_RECORDS = 1_000_000;
  private static final int MOST_ENTRIES = 20_000;
  private static final int MOST_SMALL_SECTORS = 200_000;

  /** Smaller streams lie in small sectors. The header says so too, but may say no other number. */
  private static final int SMALL_STREAM = 4_096;

  private static final String INSTALLER = "84100c00000000";

  /** Storages and streams that only a project of macros makes ([MS-OVBA] 2.2.1). */
  private static final Set<String> MACRO_NAMES =
      Set.of("_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "Macros");

  private record Entry(String name, int type, long start, long size) {}

  private final Bytes file;
  private final Findings findings;
  private final int sector;
  private final long sectors;
  private final List<Long> tableSectors = new ArrayList<>();
  private final Map<String, Entry> entries = new HashMap<>();
  private Optional<Entry> root = Optional.empty();

  private Compound(Bytes file, Findings findings) throws IOException {
    this.file = file;
    this.findings = findings;
    int shift = (int) file.number(0x1E, 2);
    if (shift != 9 && shift != 12) {
      throw new EOFException("compound file with sectors of no known size");
    }
    this.sector = 1 << shift;
    this.sectors = file.size() / sector + 1;
  }

  static void read(Bytes file, Findings findings) throws IOException {
    new Compound(file, findings).read();
  }

  private void read() throws IOException {
    readTable();
    readDirectory();
    if (entries.isEmpty()) {
      findings.gap("compound file without a directory");
      return;
    }
    if (entries.keySet().stream().anyMatch(MACRO_NAMES::contains)) {
      findings.macros();
    }
    describe();
  }

  private void describe() throws IOException {
    if (entries.containsKey("EncryptedPackage")) {
      encrypted();
    }
    if (entries.containsKey("\u0001Ole10Native")) {
      findings.gap("holds an embedded object");
    }
    if (entries.containsKey("WordDocument")) {
      findings.type(FileType.DOC);
      word(entries.get("WordDocument"));
    } else if (entries.containsKey("Workbook") || entries.containsKey("Book")) {
      findings.type(FileType.XLS);
      workbook(Optional.ofNullable(entries.get("Workbook")).orElseGet(() -> entries.get("Book")));
    } else if (entries.containsKey("PowerPoint Document")) {
      findings.type(FileType.PPT);
      presentation(entries.get("PowerPoint Document"));
    } else if (entries.containsKey("__properties_version1.0")) {
      findings.type(FileType.OUTLOOK_MESSAGE);
      findings.gap("files inside Outlook messages are not looked at");
    }
  }

  private void encrypted() {
    findings.encrypted();
    findings.gap("encrypted");
  }

  /** [MS-DOC] 2.5.2: fEncrypted. */
  private void word(Entry entry) throws IOException {
    try (InputStream stream = stream(entry)) {
      byte[] base = stream.readNBytes(12);
      if (base.length == 12 && (base[11] & 1) != 0) {
        encrypted();
      }
    }
  }

  /** [MS-XLS]: a record FilePass in the globals means encryption; sheets of type 1 are macros. */
  private void workbook(Entry entry) throws IOException {
    try (InputStream stream = stream(entry)) {
      for (int i = 0; i < MOST_RECORDS; i++) {
        byte[] header = stream.readNBytes(4);
        int type = header.length < 4 ? 0x0A : little(header, 0);
        if (type == 0x0A) {
          return;
        }
        byte[] body = stream.readNBytes(little(header, 2));
        if (type == 0x2F) {
          encrypted();
          return;
        }
        if (type == 0x85 && body.length > 5 && body[5] == 1) {
          findings.macros();
        }
      }
    }
  }

  /** [MS-PPT]: macros are announced in VBAInfoAtom (2.4.11), encryption in CurrentUserAtom. */
  private void presentation(Entry entry) throws IOException {
    Entry user = entries.get("Current User");
    if (user != null) {
      try (InputStream stream = stream(user)) {
        byte[] atom = stream.readNBytes(16);
        if (atom.length == 16 && little(atom, 12) == 0xC4DF && little(atom, 14) == 0xF3D1) {
          encrypted();
        }
      }
    }
    try (InputStream stream = stream(entry)) {
      for (int i = 0; i < MOST_RECORDS; i++) {
        byte[] header = stream.readNBytes(8);
        if (header.length < 8) {
          return;
        }
        boolean container = (header[0] & 0x0F) == 0x0F;
        long length = little(header, 4) | (long) little(header, 6) << 16;
        if (little(header, 2) == 0x0400 && length == 12) {
          byte[] atom = stream.readNBytes(12);
          if (atom.length == 12 && little(atom, 4) != 0) {
            findings.macros();
          }
        } else if (!container && stream.skip(length) < length) {
          return;
        }
      }
    }
  }

  private static int little(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
  }

  private void readTable() throws IOException {
    for (int i = 0; i < IN_HEADER; i++) {
      addTable(file.number(0x4C + 4L * i, 4));
    }
    long next = file.number(0x44, 4);
    for (long step = 0; next < LAST_SECTOR && step < sectors; step++) {
      long at = at(next);
      for (int i = 0; i < sector / 4 - 1; i++) {
        addTable(file.number(at + 4L * i, 4));
      }
      next = file.number(at + sector - 4, 4);
    }
  }

  private void addTable(long number) {
    if (number < LAST_SECTOR && tableSectors.size() <= sectors) {
      tableSectors.add(number);
    }
  }

  private long at(long number) {
    return (number + 1) * sector;
  }

  private long next(long number) throws IOException {
    long perSector = sector / 4;
    long index = number / perSector;
    if (index >= tableSectors.size()) {
      throw new EOFException("compound file whose table of sectors is damaged");
    }
    return file.number(at(tableSectors.get((int) index)) + 4 * (number % perSector), 4);
  }

  private void readDirectory() throws IOException {
    long number = file.number(0x30, 4);
    for (long step = 0; number < LAST_SECTOR && step < sectors; step++) {
      long at = at(number);
      for (int i = 0; i < sector / ENTRY; i++) {
        entry(at + (long) i * ENTRY);
      }
      if (entries.size() > MOST_ENTRIES) {
        throw new EOFException("compound file with more than " + MOST_ENTRIES + " entries");
      }
      number = next(number);
    }
  }

  private void entry(long at) throws IOException {
    int type = (int) file.number(at + 66, 1);
    if (type == 0) {
      return;
    }
    int nameBytes = (int) Math.min(64, Math.max(0, file.number(at + 64, 2) - 2));
    Entry entry =
        new Entry(
            new String(file.slice(at, nameBytes), StandardCharsets.UTF_16LE),
            type,
            file.number(at + 116, 4),
            file.number(at + 120, 4));
    entries.putIfAbsent(entry.name(), entry);
    if (type == 5) {
      root = Optional.of(entry);
      StringBuilder program = new StringBuilder();
      for (byte octet : file.slice(at + 80, 7)) {
        program.append(Character.forDigit((octet & 0xF0) >> 4, 16));
        program.append(Character.forDigit(octet & 0x0F, 16));
      }
      if (program.toString().equals(INSTALLER)) {
        findings.type(FileType.MSI);
      }
    }
  }

  private InputStream stream(Entry entry) throws IOException {
    boolean small = entry.size() < SMALL_STREAM;
    return new Chain(entry, small ? miniSectors() : List.of());
  }

  /** Where each small sector lies: they are cut out of the root's stream. */
  private List<Long> miniSectors() throws IOException {
    List<Long> places = new ArrayList<>();
    long number = root.map(Entry::start).orElse(LAST_SECTOR);
    while (number < LAST_SECTOR && places.size() < MOST_SMALL_SECTORS) {
      for (int i = 0; i < sector / 64; i++) {
        places.add(at(number) + 64L * i);
      }
      number = next(number);
    }
    return places;
  }

  /** A stream's sectors one behind the other. */
  private final class Chain extends InputStream {
    private final List<Long> mini;
    private long number;
    private long left;
    private int inSector;

    Chain(Entry entry, List<Long> mini) {
      this.mini = mini;
      this.number = entry.start();
      this.left = Math.min(entry.size(), file.size());
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (left <= 0 || number >= LAST_SECTOR) {
        return -1;
      }
      int unit = mini.isEmpty() ? sector : 64;
      int wanted = (int) Math.min(Math.min(length, left), unit - inSector);
      long place = mini.isEmpty() ? at(number) : mini.get((int) number);
      int count = file.read(place + inSector, into, offset, wanted);
      if (count <= 0) {
        return -1;
      }
      left -= count;
      inSector += count;
      if (inSector == unit) {
        inSector = 0;
        number = mini.isEmpty() ? Compound.this.next(number) : nextMini();
      }
      return count;
    }

    private long nextMini() throws IOException {
      // The table of small sectors is a chain of sectors itself.
      long table = file.number(0x3C, 4);
      long perSector = sector / 4;
      for (long i = 0; i < number / perSector && table < LAST_SECTOR; i++) {
        table = Compound.this.next(table);
      }
      return table >= LAST_SECTOR
          ? LAST_SECTOR
          : file.number(at(table) + 4 * (number % perSector), 4);
    }
  }
}
