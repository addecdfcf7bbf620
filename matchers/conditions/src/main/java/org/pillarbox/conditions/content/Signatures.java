package org.pillarbox.conditions.content;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells a file's type from the bytes that it begins with. */
final class Signatures {
  /** How many bytes of an archive's entry are needed. */
  static final int HEAD = 4 * 1024;

  private static final int ISO_DESCRIPTOR = 0x8000;

  private record Signature(FileType type, int at, String magic) {
    boolean matches(byte[] head) {
      if (head.length < at + magic.length()) {
        return false;
      }
      for (int i = 0; i < magic.length(); i++) {
        if (head[at + i] != (byte) magic.charAt(i)) {
          return false;
        }
      }
      return true;
    }
  }

  private static final List<Signature> TABLE =
      List.of(
          hex(FileType.ELF, 0, "7f454c46"),
          hex(FileType.MACH_O, 0, "feedface"),
          hex(FileType.MACH_O, 0, "feedfacf"),
          hex(FileType.MACH_O, 0, "cefaedfe"),
          hex(FileType.MACH_O, 0, "cffaedfe"),
          hex(FileType.JAVA_CLASS, 0, "cafebabe0000"),
          hex(FileType.MACH_O, 0, "cafebabe"),
          hex(FileType.SHORTCUT, 0, "4c0000000114020000000000c000000000000046"),
          text(FileType.COMPILED_HELP, 0, "ITSF"),
          hex(FileType.ZIP, 0, "504b0304"),
          hex(FileType.ZIP, 0, "504b0506"),
          hex(FileType.ZIP, 0, "504b0708"),
          hex(FileType.RAR, 0, "526172211a07"),
          hex(FileType.SEVEN_ZIP, 0, "377abcaf271c"),
          hex(FileType.GZIP, 0, "1f8b08"),
          hex(FileType.BZIP2, 4, "314159265359"),
          hex(FileType.XZ, 0, "fd377a585a00"),
          hex(FileType.ZSTD, 0, "28b52ffd"),
          text(FileType.TAR, 257, "ustar"),
          text(FileType.CABINET, 0, "MSCF"),
          text(FileType.ACE, 7, "**ACE**"),
          hex(FileType.ARJ, 0, "60ea"),
          text(FileType.LHA, 2, "-lh"),
          text(FileType.VIRTUAL_DISK, 0, "vhdxfile"),
          text(FileType.VIRTUAL_DISK, 0, "conectix"),
          text(FileType.VIRTUAL_DISK, 0, "KDMV"),
          hex(FileType.WINMAIL, 0, "789f3e22"),
          hex(FileType.OLE2, 0, "d0cf11e0a1b11ae1"),
          hex(FileType.ONENOTE, 0, "e4525c7b8cd8a74daeb15378d02996d3"),
          text(FileType.RTF, 0, "{\\rt"),
          hex(FileType.PNG, 0, "89504e470d0a1a0a"),
          hex(FileType.JPEG, 0, "ffd8ff"),
          text(FileType.GIF, 0, "GIF8"),
          text(FileType.WEBP, 8, "WEBP"),
          text(FileType.WAV, 8, "WAVE"),
          hex(FileType.TIFF, 0, "49492a00"),
          hex(FileType.TIFF, 0, "4d4d002a"),
          text(FileType.MP3, 0, "ID3"),
          text(FileType.OGG, 0, "OggS"),
          text(FileType.MP4, 4, "ftyp"));

  /** What begins a text that a double click would run, in lower case, without leading space. */
  private static final List<String> SCRIPT_STARTS =
      List.of("#!", "@echo off", "<job", "<?wsf", "<package", "<scriptlet", "<hta:");

  /** What only programs for Windows' script hosts and shells say. */
  private static final List<String> SCRIPT_WORDS =
      List.of(
          "wscript.",
          "activexobject",
          "createobject(",
          "<hta:application",
          "powershell ",
          "powershell.exe",
          "invoke-expression",
          "invoke-webrequest",
          "new-object net.webclient",
          "on error resume next",
          "scripting.filesystemobject");

  private static final List<String> HTML_STARTS =
      List.of("<!doctype html", "<html", "<head", "<body", "<script", "<svg");

  private Signatures() {}

  private static Signature hex(FileType type, int at, String magic) {
    return text(type, at, new String(HexFormat.of().parseHex(magic), StandardCharsets.ISO_8859_1));
  }

  private static Signature text(FileType type, int at, String magic) {
    return new Signature(type, at, magic);
  }

  /** The type of a whole file. */
  static FileType of(Bytes file) throws IOException {
    byte[] head = file.slice(0, HEAD);
    FileType type = of(head);
    if (type == FileType.EXE || type.family() == FileType.Family.IMAGE) {
      return type;
    }
    if (file.text(ISO_DESCRIPTOR + 1, 5).equals("CD001")
        || file.text(ISO_DESCRIPTOR + 1, 5).equals("BEA01")) {
      return FileType.ISO;
    }
    return type;
  }

  /** Whether these first bytes are of a kind of file that no reader of mail shows as its text. */
  static boolean isForeign(byte[] head) {
    FileType.Family family = binary(head).orElse(FileType.UNKNOWN).family();
    return family != FileType.Family.TEXT
        && family != FileType.Family.SCRIPT
        && family != FileType.Family.UNKNOWN;
  }

  /** The type by the first bytes. */
  static FileType of(byte[] head) {
    return binary(head).orElseGet(() -> text(head));
  }

  private static Optional<FileType> binary(byte[] head) {
    // No program is without a zero byte; a text may begin with these letters.
    if (head.length > 1 && head[0] == 'M' && head[1] == 'Z' && asText(head).isEmpty()) {
      return Optional.of(FileType.EXE);
    }
    Optional<FileType> known =
        TABLE.stream()
            .filter(signature -> signature.matches(head))
            .map(Signature::type)
            .findFirst();
    if (known.isPresent()) {
      return known;
    }
    String latin = new String(head, StandardCharsets.ISO_8859_1);
    // Readers of PDF accept some rubbish in front of it.
    int pdf = latin.indexOf("%PDF-");
    if (pdf >= 0 && pdf <= 1_024) {
      return Optional.of(FileType.PDF);
    }
    if (head.length > 1 && head[0] == 'B' && head[1] == 'M' && asText(head).isEmpty()) {
      return Optional.of(FileType.BMP);
    }
    return Optional.empty();
  }

  private static FileType text(byte[] head) {
    Optional<String> decoded = asText(head);
    if (decoded.isEmpty()) {
      return FileType.UNKNOWN;
    }
    String text = decoded.get().strip().toLowerCase(Locale.ROOT);
    if (SCRIPT_STARTS.stream().anyMatch(text::startsWith)
        || SCRIPT_WORDS.stream().anyMatch(text::contains)) {
      return FileType.SCRIPT;
    }
    if (HTML_STARTS.stream().anyMatch(text::startsWith) || text.contains("<html")) {
      return FileType.HTML;
    }
    return text.startsWith("<?xml") ? FileType.XML : FileType.PLAIN;
  }

  /** Text has no control characters but line ends and tabs; UTF-16 says so by its first bytes. */
  private static Optional<String> asText(byte[] head) {
    if (head.length >= 2 && (head[0] & 0xFF) == 0xFF && (head[1] & 0xFF) == 0xFE) {
      return Optional.of(new String(head, 2, head.length - 2, StandardCharsets.UTF_16LE));
    }
    if (head.length >= 2 && (head[0] & 0xFF) == 0xFE && (head[1] & 0xFF) == 0xFF) {
      return Optional.of(new String(head, 2, head.length - 2, StandardCharsets.UTF_16BE));
    }
    for (byte octet : head) {
      boolean control =
          octet >= 0
              && octet < 0x20
              && octet != '\r'
              && octet != '\n'
              && octet != '\t'
              && octet != '\f'
              && octet != 0x1B;
      if (control) {
        return Optional.empty();
      }
    }
    String text = Charsets.guess(head);
    return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }
}
