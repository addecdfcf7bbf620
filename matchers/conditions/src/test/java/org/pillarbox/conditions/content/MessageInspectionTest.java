package org.pillarbox.conditions.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pillarbox.rules.facts.Trait;

class MessageInspectionTest {
  private static InspectedMessage inspect(byte[] message) throws IOException {
    return MessageInspection.inspect(out -> out.write(message), InspectionBounds.defaults());
  }

  private static InspectedFile file(byte[] message) throws IOException {
    InspectedMessage inspected = inspect(message);
    assertThat(inspected.files()).hasSize(1);
    return inspected.files().get(0);
  }

  @Test
  void aPlainMessageHasTextAndNoFiles() throws IOException {
    InspectedMessage message = inspect(Message.plain("Subject: hello", "How are you?\n"));

    assertThat(message.text()).isEqualTo("How are you?");
    assertThat(message.files()).isEmpty();
    assertThat(message.textGaps()).isEmpty();
    assertThat(message.fileGaps()).isEmpty();
    assertThat(message.headers()).containsExactly(new HeaderField("Subject", "hello", "hello"));
  }

  @Test
  void headersAreDecodedAndUnfolded() throws IOException {
    InspectedMessage message =
        inspect(
            Message.plain(
                "Subject: =?utf-8?Q?Gr=C3=BC=C3?=\n =?utf-8?Q?=9Fe?= an =?iso-8859-1?B?6Q==?=",
                "x"));

    assertThat(message.headers().get(0).value()).isEqualTo("Grüße an é");
  }

  @Test
  void textComesFromPlainAndHtmlParts() throws IOException {
    InspectedMessage message =
        inspect(
            Message.with("Subject: both")
                .text("in plain words")
                .part("Content-Type: text/html\n\n<p>in <b>mark</b>up &amp; more</p>")
                .bytes("multipart/alternative"));

    assertThat(message.text()).contains("in plain words").contains("in markup & more");
    assertThat(message.files()).isEmpty();
  }

  @Test
  void aLongPlainTextDoesNotPushTheHtmlOut() throws IOException {
    InspectedMessage message =
        inspect(
            Message.with("Subject: filler")
                .text("filler ".repeat(100_000))
                .part("Content-Type: text/html\n\n<p>the point</p>")
                .bytes("multipart/alternative"));

    assertThat(message.text()).contains("the point").hasSizeLessThanOrEqualTo(262_144);
  }

  @Test
  void theWordsOfAForwardedMessageCount() throws IOException {
    InspectedMessage message =
        inspect(
            Message.with("Subject: fwd")
                .part("Content-Type: message/rfc822\n\nSubject: inner\n\ninner words")
                .bytes());

    assertThat(message.text()).isEqualTo("inner words");
    assertThat(message.headers()).extracting(HeaderField::name).doesNotContain("inner");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attachment; filename=plain.txt|plain.txt",
        "attachment; filename=\"with \\\"quotes\\\".txt\"|with \"quotes\".txt",
        "attachment; filename*=utf-8''na%C3%AFve.exe|naïve.exe",
        "attachment; filename*0=\"long\"; filename*1=\".e\"; filename*2=\"xe\"|long.exe",
        "attachment; filename*0*=utf-8''%C3%A4; filename*1=b.exe|äb.exe",
        "attachment; filename=\"=?utf-8?B?w6QuZXhl?=\"|ä.exe",
        "attachment; filename=\"C:\\\\temp\\\\a.exe\"|a.exe",
        "attachment; filename=\"a.exe. .\"|a.exe",
        "attachment; filename=\"photo\u202Egpj.exe\"|photogpj.exe",
        "attachment; filename=no end quote.js|no end quote.js",
        "attachment; FileName = spaced.exe ; size=3|spaced.exe",
      })
  void fileNamesAreReadAsReadersDo(String disposition, String name) throws IOException {
    byte[] message =
        Message.with("Subject: x")
            .part("Content-Type: application/x\nContent-Disposition: " + disposition + "\n\nx")
            .bytes();

    assertThat(file(message).name()).isEqualTo(name);
  }

  @Test
  void allNamesThatAPartIsGivenCount() throws IOException {
    byte[] message =
        Message.with("Subject: x")
            .part(
                "Content-Type: application/x; name=a.exe\n"
                    + "Content-Disposition: attachment; filename=b.txt; filename*=''c.pdf\n\nx")
            .bytes();

    assertThat(file(message).names()).containsExactly("c.pdf", "b.txt", "a.exe");
  }

  @Test
  void aProgramIsKnownByItsContent() throws IOException {
    InspectedFile file =
        file(
            Message.with("Subject: x").file("invoice.pdf", "application/pdf", Files.exe()).bytes());

    assertThat(file.type()).isEqualTo(FileType.EXE);
    assertThat(file.declaredType()).isEqualTo("application/pdf");
    assertThat(file.size()).isEqualTo(2_000);
    assertThat(file.inspectable()).isTrue();
  }

  @Test
  void aProgramThatCallsItselfTextIsAFile() throws IOException {
    byte[] message =
        Message.with("Subject: x")
            .part(
                "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
                    + java.util.Base64.getEncoder().encodeToString(Files.exe()))
            .bytes();

    assertThat(file(message).type()).isEqualTo(FileType.EXE);
  }

  @Test
  void damagedBase64IsNotInspectable() throws IOException {
    byte[] message =
        Message.with("Subject: x")
            .part(
                "Content-Type: application/octet-stream; name=a.bin\n"
                    + "Content-Transfer-Encoding: base64\n\nAAAA=AAA%%%%TVqQ")
            .bytes();

    assertThat(file(message).inspectable()).isFalse();
  }

  @Test
  void wellFormedBase64IsInspectable() throws IOException {
    for (int size = 0; size < 200; size++) {
      byte[] message =
          Message.with("Subject: x").file("a.bin", "application/x", new byte[size]).bytes();
      assertThat(file(message).inspectable()).as("%d bytes", size).isTrue();
    }
  }

  @Test
  void anUnknownEncodingIsNotInspectable() throws IOException {
    byte[] message =
        Message.with("Subject: x")
            .part(
                "Content-Type: application/octet-stream; name=a.bin\n"
                    + "Content-Transfer-Encoding: x-secret\n\nAAAA")
            .bytes();

    assertThat(file(message).inspectable()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Auto-Submitted: auto-replied|AUTO_SUBMITTED",
        "Auto-Submitted: auto-generated; type=x|AUTO_SUBMITTED",
        "List-Id: <news.example.org>|LIST",
        "Precedence: bulk|BULK",
        "List-Unsubscribe: <mailto:x@example.org>|BULK",
        "Content-Type: text/calendar; method=REQUEST|CALENDAR",
        "Content-Type: application/pkcs7-mime; smime-type=signed-data|SIGNED",
        "Content-Type: application/pkcs7-mime; smime-type=enveloped-data|ENCRYPTED",
        "Content-Type: multipart/signed; boundary=b|SIGNED",
        "Content-Type: multipart/encrypted; boundary=b|ENCRYPTED",
        "Content-Type: multipart/report; boundary=b|REPORT",
      })
  void theHeaderSaysWhatKindOfMessageItIs(String header, Trait trait) throws IOException {
    assertThat(inspect(Message.plain(header, "x")).traits()).containsExactly(trait);
  }

  @Test
  void autoSubmittedNoIsAPerson() throws IOException {
    assertThat(inspect(Message.plain("Auto-Submitted: no (really)", "x")).traits()).isEmpty();
  }

  @Test
  void pgpInTheTextIsSeen() throws IOException {
    assertThat(
            inspect(Message.plain("Subject: x", "-----BEGIN PGP MESSAGE-----\n\nabc\n")).traits())
        .containsExactly(Trait.ENCRYPTED);
  }

  @Test
  void traitsAreThoseOfTheMessageItself() throws IOException {
    InspectedMessage message =
        inspect(
            Message.with("Subject: x")
                .part(
                    "Content-Type: message/rfc822\n\nAuto-Submitted: auto-replied\n"
                        + "Content-Type: multipart/signed; boundary=b\n\n--b\n\nx\n--b--")
                .bytes());

    assertThat(message.traits()).isEmpty();
  }

  @Test
  void encryptedMailHasGapsForTextAndFiles() throws IOException {
    InspectedMessage message =
        inspect(
            Message.with("Subject: x")
                .part("Content-Type: application/pgp-encrypted\n\nVersion: 1")
                .part("Content-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----")
                .bytes("multipart/encrypted"));

    assertThat(message.textGaps()).containsExactly("encrypted");
    assertThat(message.fileGaps()).containsExactly("encrypted");
  }

  @Test
  void filesInsideAttachedMessagesCount() throws IOException {
    byte[] inner = Message.with("Subject: y").file("a.exe", "application/x", Files.exe()).bytes();
    byte[] outer =
        Message.with("Subject: x")
            .part(
                "Content-Type: message/rfc822\n\n"
                    + new String(inner, java.nio.charset.StandardCharsets.UTF_8)
                        .replace("\r\n", "\n")
                        .replace("=_part", "inner"))
            .bytes();

    assertThat(file(outer).name()).isEqualTo("a.exe");
  }

  @Test
  void mailboxesAreReadFromAnAddressField() {
    assertThat(
            Mailbox.parse(
                "=?utf-8?Q?J=C3=B6rg?= <j@example.org>, \"Boss, The\" <b@evil.example>, c@d.example,"
                    + " Team: e@f.example;, undisclosed, (comment) g@h.example"))
        .containsExactly(
            new Mailbox("Jörg", "j@example.org"),
            new Mailbox("Boss, The", "b@evil.example"),
            new Mailbox("", "c@d.example"),
            new Mailbox("", "e@f.example"),
            new Mailbox("undisclosed", ""),
            new Mailbox("", "g@h.example"));
  }

  @Test
  void aZipIsLookedInto() throws IOException {
    InspectedFile zip =
        file(
            Message.with("Subject: x")
                .file("a.zip", "application/zip", Files.zip(Map.of("dir/run.scr", Files.exe())))
                .bytes());

    assertThat(zip.type()).isEqualTo(FileType.ZIP);
    assertThat(zip.contents()).hasSize(1);
    assertThat(zip.contents().get(0).name()).isEqualTo("run.scr");
    assertThat(zip.contents().get(0).type()).isEqualTo(FileType.EXE);
  }
}
