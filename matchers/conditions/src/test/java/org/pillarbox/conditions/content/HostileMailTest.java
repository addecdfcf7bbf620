package org.pillarbox.conditions.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pillarbox.conditions.content.Files.ascii;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made to be expensive or to hide something: bounded, and never taken for harmless. */
@Timeout(30)
class HostileMailTest {
  private static final Duration MUCH = Duration.ofSeconds(5);

  private static InspectedMessage inspect(byte[] message) throws IOException {
    long start = System.nanoTime();
    InspectedMessage inspected =
        MessageInspection.inspect(out -> out.write(message), InspectionBounds.defaults());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MUCH);
    return inspected;
  }

  private static InspectedFile file(String name, byte[] content) throws IOException {
    InspectedMessage message =
        inspect(Message.with("Subject: x").file(name, "application/x", content).bytes());
    assertThat(message.files()).hasSize(1);
    return message.files().get(0);
  }

  @Test
  void tenThousandPartsEndAtTheBoundAndTheRestIsAGap() throws IOException {
    Message message = Message.with("Subject: x");
    for (int i = 0; i < 10_000; i++) {
      message.part("Content-Type: application/x; name=a" + i + ".txt\n\nx");
    }

    InspectedMessage inspected = inspect(message.bytes());

    assertThat(inspected.files()).hasSizeLessThanOrEqualTo(1_000);
    assertThat(inspected.fileGaps()).isNotEmpty();
    assertThat(inspected.textGaps()).isNotEmpty();
  }

  @Test
  void multipartsNestedTooDeepAreAGap() throws IOException {
    StringBuilder message = new StringBuilder("Subject: x\n");
    for (int i = 0; i < 500; i++) {
      message
          .append("Content-Type: multipart/mixed; boundary=b")
          .append(i)
          .append("\n\n--b")
          .append(i)
          .append('\n');
    }
    message.append("Content-Type: application/x; name=a.exe\n\nMZ");

    InspectedMessage inspected = inspect(Message.plain(message.toString(), ""));

    assertThat(inspected.files()).isNotEmpty().noneMatch(InspectedFile::inspectable);
  }

  @Test
  void messagesNestedTooDeepAreAGap() throws IOException {
    String message = "Content-Type: message/rfc822\n\n".repeat(5_000);

    InspectedMessage inspected = inspect(Message.plain(message + "Subject: x", "x"));

    assertThat(inspected.files()).isNotEmpty().noneMatch(InspectedFile::inspectable);
  }

  @Test
  void aHeaderFieldOfTwentyMegabytesIsAGap() throws IOException {
    InspectedMessage inspected =
        inspect(Message.plain("Subject: " + "x".repeat(20 << 20), "words"));

    assertThat(inspected.headerGaps()).isNotEmpty();
    assertThat(inspected.fileGaps()).isNotEmpty();
  }

  @Test
  void aHundredThousandHeaderFieldsAreAGap() throws IOException {
    InspectedMessage inspected = inspect(Message.plain("X-A: b\n".repeat(100_000) + "B: c", "x"));

    assertThat(inspected.headers()).hasSizeLessThanOrEqualTo(2_000);
    assertThat(inspected.headerGaps()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=?",
        "=?a?",
        "=?a?b?",
        "=?utf-8?Q?",
        "=?utf-8?Q?a?= ",
        "=?a?q?=",
        "(",
        "\\",
        "\"",
        "<",
        ",",
        ";",
        "a*0=b;",
        "a=\"",
        "%",
        "=?x?B?////?="
      })
  void aFieldMadeOfOneThingAgainAndAgainIsLinear(String piece) throws IOException {
    String field = piece.repeat(900_000 / piece.length());

    inspect(Message.plain("From: " + field, "x"));
    inspect(Message.plain("Content-Type: a/b;" + field, "x"));
    inspect(Message.plain("Content-Disposition: attachment;" + field, "x"));
    long start = System.nanoTime();
    Mailbox.parse(field);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MUCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<", "<!--", "<a ", "<a href=\"", "&", "&#", "<script>", "</", "<b><i>", "<p"})
  void htmlMadeOfOneThingAgainAndAgainIsLinear(String piece) throws IOException {
    inspect(Message.plain("Content-Type: text/html", piece.repeat(8_000_000 / piece.length())));
  }

  @Test
  void aZipBombIsNotInspectable() throws IOException {
    byte[] bomb = Files.zip("a.zip", stored(new byte[80 << 20]));

    InspectedFile file = file("bomb.zip", bomb);

    assertThat(bomb.length).isLessThan(1 << 20);
    assertThat(file.inspectable()).isFalse();
  }

  /** A zip whose entry is stored, so that the one around it is what expands. */
  private static byte[] stored(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry("zeros");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      java.util.zip.CRC32 crc = new java.util.zip.CRC32();
      crc.update(content);
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  @Test
  void aZipWithTooManyEntriesIsNotInspectable() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < 30_000; i++) {
      files.put("f" + i, new byte[0]);
    }

    assertThat(file("many.zip", Files.zip(files)).inspectable()).isFalse();
  }

  @Test
  void aZipInsideItselfTwentyTimesIsNotInspectable() throws IOException {
    byte[] zip = Files.zip("run.exe", Files.exe());
    for (int i = 0; i < 20; i++) {
      zip = Files.zip(i + ".zip", zip);
    }

    assertThat(file("deep.zip", zip).inspectable()).isFalse();
  }

  @Test
  void theBudgetIsTheMessages() throws IOException {
    Message message = Message.with("Subject: x");
    byte[] large = Files.zip("a.zip", stored(new byte[10 << 20]));
    for (int i = 0; i < 20; i++) {
      message.file(i + ".zip", "application/zip", large);
    }

    List<InspectedFile> files = inspect(message.bytes()).files();

    assertThat(files).hasSize(20);
    assertThat(files.get(0).inspectable()).isTrue();
    assertThat(files.get(19).inspectable()).isFalse();
  }

  @Test
  void filesDamagedAtAnyPlaceDoNotFailTheInspection() throws IOException {
    Random random = new Random(20261123);
    List<byte[]> originals =
        List.of(
            Files.zip("a.exe", Files.exe()),
            Files.docx(Map.of("word/vbaProject.bin", new byte[10])),
            Files.encryptedDocx(),
            Files.compound(Map.of("Workbook", new byte[6_000], "Macros/VBA/dir", new byte[10])),
            Files.compound(Map.of("PowerPoint Document", new byte[3_000])),
            Rar.four("a.exe", false),
            Rar.five("a.exe", true),
            ascii("%PDF-1.7 stream endstream trailer << /Encrypt 1 0 R >>"));
    for (byte[] original : originals) {
      for (int round = 0; round < 300; round++) {
        byte[] damaged = original.clone();
        for (int i = 0; i < 1 + round % 8; i++) {
          int at = 8 + random.nextInt(Math.max(1, damaged.length - 8));
          damaged[Math.min(at, damaged.length - 1)] = (byte) random.nextInt(256);
        }
        byte[] cut = Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length));
        assertThat(file("a.bin", damaged)).isNotNull();
        assertThat(file("a.bin", cut)).isNotNull();
      }
    }
  }

  @Test
  void messagesDamagedAtAnyPlaceDoNotFailTheInspection() throws IOException {
    Random random = new Random(20261123);
    byte[] original =
        Message.with("From: =?utf-8?Q?a?= <a@b.example>")
            .text("words")
            .file("a.zip", "application/zip", Files.zip("a.exe", Files.exe()))
            .part("Content-Type: message/rfc822\n\nSubject: y\n\nz")
            .bytes();
    for (int round = 0; round < 2_000; round++) {
      byte[] damaged = original.clone();
      for (int i = 0; i < 1 + round % 16; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      assertThat(inspect(Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length)))).isNotNull();
    }
  }

  @Test
  void aChainOfSectorsInACircleEnds() throws IOException {
    byte[] compound = Files.compound(Map.of("WordDocument", new byte[5_000]));
    int table = (int) (1 + little(compound, 0x4C)) * 512;
    int directory = (int) little(compound, 0x30);
    compound[table + 4 * directory] = (byte) directory;
    compound[table + 4 * directory + 1] = 0;
    compound[table + 4 * directory + 2] = 0;
    compound[table + 4 * directory + 3] = 0;

    assertThat(file("a.doc", compound)).isNotNull();
  }

  private static long little(byte[] bytes, int at) {
    return (bytes[at] & 0xFF)
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | (long) (bytes[at + 3] & 0xFF) << 24;
  }

  @Test
  void aMessageOfFiftyMegabytesTakesSeconds() throws IOException {
    byte[] random = new byte[36 << 20];
    new Random(1).nextBytes(random);

    assertThat(file("a.bin", random).size()).isEqualTo(36 << 20);
  }

  @Test
  void aMultipartWithoutABoundaryIsAGap() throws IOException {
    InspectedMessage message =
        inspect(Message.plain("Content-Type: multipart/mixed", "--b\n\nMZ\n--b--"));

    assertThat(message.files()).isNotEmpty().noneMatch(InspectedFile::inspectable);
    assertThat(message.textGaps()).isNotEmpty();
  }

  @Test
  void aMessageThatTakesTooLongIsAGapFromThereOn() throws IOException {
    byte[] message = Message.with("Subject: x").part("Content-Type: text/plain\n\nwords").bytes();

    InspectedMessage inspected =
        MessageInspection.inspect(
            out -> out.write(message), InspectionBounds.defaults().withWork(Duration.ofNanos(1)));

    assertThat(inspected.textGaps()).anySatisfy(gap -> assertThat(gap).contains("takes more than"));
    assertThat(inspected.fileGaps()).isNotEmpty();
  }

  @Test
  void anArchiveThatTakesTooLongIsAGap() throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      zip.putNextEntry(new ZipEntry("a.txt"));
      zip.write(ascii("words"));
      zip.closeEntry();
    }
    InspectionBounds bounds = InspectionBounds.defaults().withWork(Duration.ofNanos(1));
    try (Held held = new Held()) {
      held.write(archive.toByteArray());

      InspectedFile file =
          new FileInspection(bounds, Work.on(0, bounds))
              .inspect(held, List.of("a.zip"), "application/zip");

      assertThat(file.inspectable()).isFalse();
      assertThat(file.gaps()).anySatisfy(gap -> assertThat(gap).contains("takes more than"));
    }
  }

  @Test
  void aTextThatIsLongerThanIsLookedAtHasAGap() throws IOException {
    InspectedMessage inspected = inspect(Message.plain("Subject: x", "word ".repeat(200_000)));

    assertThat(inspected.text().length()).isLessThan(300_000);
    assertThat(inspected.textGaps()).isNotEmpty();
    assertThat(inspect(Message.plain("Subject: x", "word ".repeat(2_000))).textGaps()).isEmpty();
  }
}
