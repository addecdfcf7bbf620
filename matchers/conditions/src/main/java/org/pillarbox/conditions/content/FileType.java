package org.pillarbox.conditions.content;

import java.util.Locale;

/** What a file is by its content, whatever it is called. */
public enum FileType {
  EXE(Family.EXECUTABLE, "application/x-msdownload"),
  ELF(Family.EXECUTABLE, "application/x-elf"),
  MACH_O(Family.EXECUTABLE, "application/x-mach-binary"),
  JAVA_CLASS(Family.EXECUTABLE, "application/java-vm"),
  JAR(Family.EXECUTABLE, "application/java-archive"),
  APK(Family.EXECUTABLE, "application/vnd.android.package-archive"),
  MSI(Family.EXECUTABLE, "application/x-msi"),
  SHORTCUT(Family.EXECUTABLE, "application/x-ms-shortcut"),
  COMPILED_HELP(Family.EXECUTABLE, "application/vnd.ms-htmlhelp"),
  SCRIPT(Family.SCRIPT, "text/x-script"),
  ZIP(Family.ARCHIVE, "application/zip"),
  RAR(Family.ARCHIVE, "application/vnd.rar"),
  SEVEN_ZIP(Family.ARCHIVE, "application/x-7z-compressed"),
  GZIP(Family.ARCHIVE, "application/gzip"),
  BZIP2(Family.ARCHIVE, "application/x-bzip2"),
  XZ(Family.ARCHIVE, "application/x-xz"),
  ZSTD(Family.ARCHIVE, "application/zstd"),
  TAR(Family.ARCHIVE, "application/x-tar"),
  CABINET(Family.ARCHIVE, "application/vnd.ms-cab-compressed"),
  ACE(Family.ARCHIVE, "application/x-ace-compressed"),
  ARJ(Family.ARCHIVE, "application/x-arj"),
  LHA(Family.ARCHIVE, "application/x-lzh-compressed"),
  ISO(Family.ARCHIVE, "application/x-iso9660-image"),
  VIRTUAL_DISK(Family.ARCHIVE, "application/x-virtualbox-vhd"),
  WINMAIL(Family.ARCHIVE, "application/vnd.ms-tnef"),
  OUTLOOK_MESSAGE(Family.ARCHIVE, "application/vnd.ms-outlook"),
  PDF(Family.DOCUMENT, "application/pdf"),
  RTF(Family.DOCUMENT, "application/rtf"),
  DOC(Family.DOCUMENT, "application/msword"),
  XLS(Family.DOCUMENT, "application/vnd.ms-excel"),
  PPT(Family.DOCUMENT, "application/vnd.ms-powerpoint"),
  OLE2(Family.DOCUMENT, "application/x-ole-storage"),
  DOCX(Family.DOCUMENT, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
  XLSX(Family.DOCUMENT, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  PPTX(
      Family.DOCUMENT, "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
  OPEN_DOCUMENT(Family.DOCUMENT, "application/vnd.oasis.opendocument"),
  ONENOTE(Family.DOCUMENT, "application/msonenote"),
  HTML(Family.TEXT, "text/html"),
  XML(Family.TEXT, "application/xml"),
  PLAIN(Family.TEXT, "text/plain"),
  PNG(Family.IMAGE, "image/png"),
  JPEG(Family.IMAGE, "image/jpeg"),
  GIF(Family.IMAGE, "image/gif"),
  WEBP(Family.IMAGE, "image/webp"),
  TIFF(Family.IMAGE, "image/tiff"),
  BMP(Family.IMAGE, "image/bmp"),
  MP3(Family.SOUND_OR_FILM, "audio/mpeg"),
  WAV(Family.SOUND_OR_FILM, "audio/wav"),
  OGG(Family.SOUND_OR_FILM, "application/ogg"),
  MP4(Family.SOUND_OR_FILM, "video/mp4"),
  UNKNOWN(Family.UNKNOWN, "application/octet-stream");

  /** Kinds of files that a rule treats alike. */
  public enum Family {
    EXECUTABLE,
    SCRIPT,
    ARCHIVE,
    DOCUMENT,
    TEXT,
    IMAGE,
    SOUND_OR_FILM,
    UNKNOWN;

    /** The name as rules write it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Family family;
  private final String mediaType;

  FileType(Family family, String mediaType) {
    this.family = family;
    this.mediaType = mediaType;
  }

  /** What it counts as. */
  public Family family() {
    return family;
  }

  /** The media type (RFC 6838) that it should be declared as. */
  public String mediaType() {
    return mediaType;
  }

  /** The name as rules write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
