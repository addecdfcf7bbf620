package org.pillarbox.conditions.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pillarbox.conditions.content.Files.ascii;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileInspectionTest {
  private static InspectedFile inspect(String name, byte[] content) throws IOException {
    try (Held held = new Held()) {
      held.write(content);
      return new FileInspection(
              InspectionBounds.defaults(), Work.on(0, InspectionBounds.defaults()))
          .inspect(held, List.of(name), "application/octet-stream");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7f454c4602010100|ELF",
        "cffaedfe07000001|MACH_O",
        "4c0000000114020000000000c000000000000046|SHORTCUT",
        "526172211a0700|RAR",
        "377abcaf271c0004|SEVEN_ZIP",
        "d0cf11e0a1b11ae1|OLE2",
        "255044462d312e37|PDF",
        "7b5c727466315c61|RTF",
        "89504e470d0a1a0a|PNG",
        "ffd8ffe000104a46|JPEG",
        "4d53434600000000|CABINET",
        "2321202f62696e2f7368|SCRIPT",
        "3c68746d6c3e|HTML",
        "68656c6c6f|PLAIN",
        "0001020304|UNKNOWN",
      })
  void typesAreKnownByTheirFirstBytes(String hex, FileType type) throws IOException {
    byte[] content = java.util.HexFormat.of().parseHex(hex);

    assertThat(Signatures.of(Arrays.copyOf(content, content.length))).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "var s = new ActiveXObject('WScript.Shell');",
        "Set x = CreateObject(\"Scripting.FileSystemObject\")",
        "@echo off",
        "<job><script language='VBScript'>",
        "IEX; powershell -enc AAAA",
      })
  void scriptsAreKnownByWhatTheySay(String script) throws IOException {
    assertThat(inspect("notes.txt", ascii(script)).type()).isEqualTo(FileType.SCRIPT);
  }

  @Test
  void textThatBeginsLikeAProgramIsText() throws IOException {
    assertThat(inspect("a.txt", ascii("MZ is a prefix; BM another")).type())
        .isEqualTo(FileType.PLAIN);
  }

  @Test
  void anEncryptedZipNeedsAPasswordButShowsItsNames() throws IOException {
    InspectedFile zip = inspect("a.zip", Files.encryptedZip("secret.exe", Files.exe()));

    assertThat(zip.encrypted()).isTrue();
    assertThat(zip.inspectable()).isFalse();
    assertThat(zip.contents().get(0).name()).isEqualTo("secret.exe");
    assertThat(zip.contents().get(0).type()).isEqualTo(FileType.UNKNOWN);
  }

  @Test
  void zipsAreOpenedThreeDeep() throws IOException {
    byte[] three = Files.zip("2.zip", Files.zip("1.zip", Files.zip("run.exe", Files.exe())));

    InspectedFile outer = inspect("3.zip", three);

    assertThat(outer.all().map(InspectedFile::name))
        .containsExactly("3.zip", "2.zip", "1.zip", "run.exe");
    assertThat(outer.inspectable()).isTrue();
  }

  @Test
  void aFourthZipIsNotOpenedAndSaysSo() throws IOException {
    byte[] four =
        Files.zip(
            "3.zip", Files.zip("2.zip", Files.zip("1.zip", Files.zip("run.exe", Files.exe()))));

    InspectedFile outer = inspect("4.zip", four);

    assertThat(outer.all().map(InspectedFile::name)).doesNotContain("run.exe");
    assertThat(outer.inspectable()).isFalse();
  }

  @Test
  void aZipBehindAnotherFileIsFound() throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(Arrays.copyOf(java.util.HexFormat.of().parseHex("474946383961"), 500));
    both.writeBytes(Files.zip("run.exe", Files.exe()));

    InspectedFile file = inspect("a.gif", both.toByteArray());

    assertThat(file.type()).isEqualTo(FileType.GIF);
    assertThat(file.contents()).extracting(InspectedFile::type).containsExactly(FileType.EXE);
  }

  @Test
  void theNameInFrontOfTheDataCountsToo() throws IOException {
    byte[] zip = Files.zip("run.exe", Files.exe());
    int central = 0;
    for (int i = 0; i + 3 < zip.length; i++) {
      if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
        central = i;
      }
    }
    System.arraycopy(ascii("run.txt"), 0, zip, central + 46, 7);

    assertThat(inspect("a.zip", zip).contents().get(0).names())
        .containsExactly("run.txt", "run.exe");
  }

  @Test
  void aZipWithoutItsEndIsReadFromTheFrontAndNotTrusted() throws IOException {
    byte[] zip = Files.zip("run.exe", Files.exe());

    InspectedFile cut = inspect("a.zip", Arrays.copyOf(zip, zip.length - 22));

    assertThat(cut.inspectable()).isFalse();
    assertThat(cut.contents()).extracting(InspectedFile::name).containsExactly("run.exe");
  }

  @Test
  void anOfficeDocumentIsNotAnArchive() throws IOException {
    InspectedFile docx = inspect("a.docx", Files.docx(Map.of()));

    assertThat(docx.type()).isEqualTo(FileType.DOCX);
    assertThat(docx.macros()).isFalse();
    assertThat(docx.contents()).isEmpty();
    assertThat(docx.inspectable()).isTrue();
  }

  @Test
  void macrosAreSeenInOfficeOpenXml() throws IOException {
    InspectedFile docm =
        inspect("a.docx", Files.docx(Map.of("word/vbaProject.bin", new byte[100])));

    assertThat(docm.macros()).isTrue();
  }

  @Test
  void macrosUnderAnotherNameAreSeenByTheirContentType() throws IOException {
    byte[] types =
        ascii(
            "<Override PartName=\"/x.bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/>");

    assertThat(inspect("a.docx", Files.zip("[Content_Types].xml", types)).macros()).isTrue();
  }

  @Test
  void filesEmbeddedInADocumentAreLookedInto() throws IOException {
    InspectedFile docx =
        inspect("a.docx", Files.docx(Map.of("word/embeddings/oleObject1.bin", Files.exe())));

    assertThat(docx.contents()).extracting(InspectedFile::type).containsExactly(FileType.EXE);
  }

  @Test
  void anEncryptedOfficeDocumentIsSeen() throws IOException {
    InspectedFile file = inspect("a.docx", Files.encryptedDocx());

    assertThat(file.encrypted()).isTrue();
    assertThat(file.inspectable()).isFalse();
  }

  @Test
  void macrosAreSeenInOldDocuments() throws IOException {
    byte[] document = new byte[5_000];
    InspectedFile without = inspect("a.doc", Files.compound(Map.of("WordDocument", document)));
    InspectedFile with =
        inspect(
            "a.doc",
            Files.compound(
                Map.of("WordDocument", document, "Macros/VBA/_VBA_PROJECT", new byte[10])));

    assertThat(without.type()).isEqualTo(FileType.DOC);
    assertThat(without.macros()).isFalse();
    assertThat(without.inspectable()).isTrue();
    assertThat(with.macros()).isTrue();
  }

  @Test
  void aPasswordOnAnOldDocumentIsSeen() throws IOException {
    byte[] document = new byte[5_000];
    document[11] = 1;

    assertThat(inspect("a.doc", Files.compound(Map.of("WordDocument", document))).encrypted())
        .isTrue();
  }

  @Test
  void aPasswordOnAnOldWorkbookIsSeen() throws IOException {
    ByteArrayOutputStream open = new ByteArrayOutputStream();
    ByteArrayOutputStream closed = new ByteArrayOutputStream();
    try (HSSFWorkbook workbook = new HSSFWorkbook()) {
      workbook.createSheet("one").createRow(0).createCell(0).setCellValue("x");
      workbook.write(open);
      Biff8EncryptionKey.setCurrentUserPassword("secret");
      workbook.write(closed);
    } finally {
      Biff8EncryptionKey.setCurrentUserPassword(null);
    }

    assertThat(inspect("a.xls", open.toByteArray()).type()).isEqualTo(FileType.XLS);
    assertThat(inspect("a.xls", open.toByteArray()).encrypted()).isFalse();
    assertThat(inspect("a.xls", closed.toByteArray()).encrypted()).isTrue();
  }

  @Test
  void aPasswordOnAPdfIsSeen() throws IOException {
    ByteArrayOutputStream open = new ByteArrayOutputStream();
    ByteArrayOutputStream closed = new ByteArrayOutputStream();
    try (PDDocument pdf = new PDDocument()) {
      pdf.addPage(new PDPage());
      pdf.save(open);
      pdf.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      pdf.save(closed);
    }

    assertThat(inspect("a.pdf", open.toByteArray()).encrypted()).isFalse();
    assertThat(inspect("a.pdf", open.toByteArray()).inspectable()).isTrue();
    assertThat(inspect("a.pdf", closed.toByteArray()).encrypted()).isTrue();
  }

  @Test
  void aNameWrittenWithEscapesIsStillEncrypt() throws IOException {
    assertThat(inspect("a.pdf", ascii("%PDF-1.7\ntrailer << /#45ncr#79pt 5 0 R >>")).encrypted())
        .isTrue();
    assertThat(
            inspect("a.pdf", ascii("%PDF-1.7\n<<>> stream\n/Encrypt 1\nendstream endobj"))
                .encrypted())
        .isFalse();
  }

  @Test
  void namesInRarFourAreSeenAndWhatNeedsAPassword() throws IOException {
    InspectedFile open = inspect("a.rar", Rar.four("run.exe", false));
    InspectedFile closed = inspect("a.rar", Rar.four("run.exe", true));

    assertThat(open.contents()).extracting(InspectedFile::name).containsExactly("run.exe");
    assertThat(open.encrypted()).isFalse();
    assertThat(open.inspectable()).isFalse();
    assertThat(closed.encrypted()).isTrue();
  }

  @Test
  void namesInRarFiveAreSeenAndWhatNeedsAPassword() throws IOException {
    InspectedFile open = inspect("a.rar", Rar.five("run.exe", false));
    InspectedFile closed = inspect("a.rar", Rar.five("run.exe", true));

    assertThat(open.contents()).extracting(InspectedFile::name).containsExactly("run.exe");
    assertThat(open.encrypted()).isFalse();
    assertThat(closed.encrypted()).isTrue();
  }

  @Test
  void aRarWithEncryptedNamesNeedsAPassword() throws IOException {
    assertThat(inspect("a.rar", Rar.fourHeadersEncrypted()).encrypted()).isTrue();
    assertThat(inspect("a.rar", Rar.fiveHeadersEncrypted()).encrypted()).isTrue();
  }

  @Test
  void aSevenZipIsNotInspectable() throws IOException {
    byte[] bytes = Arrays.copyOf(java.util.HexFormat.of().parseHex("377abcaf271c0004"), 64);

    assertThat(inspect("a.7z", bytes).inspectable()).isFalse();
  }

  @Test
  void tarInGzipIsLookedInto() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      for (String name : List.of("run.exe", "d/".repeat(100) + "long.exe")) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(2_000);
        tar.putArchiveEntry(entry);
        tar.write(Files.exe());
        tar.closeArchiveEntry();
      }
    }

    InspectedFile file = inspect("a.tgz", bytes.toByteArray());

    assertThat(file.all().map(InspectedFile::name))
        .containsExactly("a.tgz", "a.tar", "run.exe", "long.exe");
    assertThat(file.contents().get(0).contents())
        .extracting(InspectedFile::type)
        .containsOnly(FileType.EXE);
    assertThat(file.inspectable()).isTrue();
  }

  @Test
  void filesInADiskImageAreSeen() throws IOException {
    byte[] image = new byte[0x800 * 24];
    int descriptor = 0x8000;
    image[descriptor] = 1;
    System.arraycopy(ascii("CD001"), 0, image, descriptor + 1, 5);
    record(image, descriptor + 156, 20, 0x800, 2, "\0");
    record(image, 0x800 * 20, 20, 0x800, 2, "\0");
    record(image, 0x800 * 20 + 34, 21, 2_000, 0, "RUN.EXE;1");
    System.arraycopy(Files.exe(), 0, image, 0x800 * 21, 2_000);

    InspectedFile file = inspect("a.img", image);

    assertThat(file.type()).isEqualTo(FileType.ISO);
    assertThat(file.contents()).extracting(InspectedFile::name).containsExactly("RUN.EXE");
    assertThat(file.contents()).extracting(InspectedFile::type).containsExactly(FileType.EXE);
  }

  private static void record(byte[] image, int at, int sector, int size, int flags, String name) {
    int length = 33 + name.length() + (name.length() % 2 == 0 ? 1 : 0);
    image[at] = (byte) length;
    image[at + 2] = (byte) sector;
    image[at + 10] = (byte) size;
    image[at + 11] = (byte) (size >> 8);
    image[at + 25] = (byte) flags;
    image[at + 32] = (byte) name.length();
    System.arraycopy(ascii(name), 0, image, at + 33, name.length());
  }

  @Test
  void attachmentsInWinmailDatAreSeen() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(java.util.HexFormat.of().parseHex("789f3e220100"));
    attribute(bytes, 0x00069002, new byte[14]);
    attribute(bytes, 0x00018010, ascii("run.exe\0"));
    attribute(bytes, 0x0006800F, Files.exe());

    InspectedFile file = inspect("winmail.dat", bytes.toByteArray());

    assertThat(file.type()).isEqualTo(FileType.WINMAIL);
    assertThat(file.contents()).extracting(InspectedFile::name).containsExactly("run.exe");
    assertThat(file.contents()).extracting(InspectedFile::type).containsExactly(FileType.EXE);
  }

  private static void attribute(ByteArrayOutputStream bytes, int id, byte[] data) {
    bytes.write(2);
    little(bytes, id);
    little(bytes, data.length);
    bytes.writeBytes(data);
    bytes.write(0);
    bytes.write(0);
  }

  private static void little(ByteArrayOutputStream bytes, int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      bytes.write(value >> shift);
    }
  }

  @Test
  void anRtfWithAnObjectIsNotInspectable() throws IOException {
    assertThat(inspect("a.rtf", ascii("{\\rtf1 hello}")).inspectable()).isTrue();
    assertThat(inspect("a.rtf", ascii("{\\rtf1 {\\object\\objdata 0105}}")).inspectable())
        .isFalse();
  }

  @Test
  void filesOfAMessageAreToldByTheirContent() throws IOException {
    FileTypes types = FileTypes.ofMessage(10_000, InspectionBounds.defaults());

    assertThat(types.of(Files.exe())).contains(FileType.EXE.mediaType());
    assertThat(types.of(Files.docx(Map.of()))).contains(FileType.DOCX.mediaType());
    assertThat(types.of(Files.zip("a.txt", ascii("a")))).contains(FileType.ZIP.mediaType());
    assertThat(types.of(new byte[] {0, 1, 2, 3, 4})).isEmpty();
  }

  @Test
  void withoutTimeAFileIsKnownByItsFirstBytes() throws IOException {
    FileTypes types =
        FileTypes.ofMessage(
            10_000, InspectionBounds.defaults().withWork(java.time.Duration.ofNanos(1)));

    assertThat(types.of(Files.exe())).contains(FileType.EXE.mediaType());
    assertThat(types.of(Files.zip("a.txt", ascii("a")))).contains(FileType.ZIP.mediaType());
  }
}
