package org.pillarbox.actions.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Properties;
import javax.mail.BodyPart;
import javax.mail.Multipart;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BannerEditTest {
  private static final Banner EXTERNAL =
      new Banner("Von außen!", "<p><b>Von außen!</b></p>", Banner.Place.TOP);
  private static final Banner DISCLAIMER =
      new Banner("Example Ltd, London", "<p>Example Ltd, London</p>", Banner.Place.BOTTOM);

  private static byte[] changed(byte[] message, Banner banner) throws Exception {
    Changes changes = new Changes();
    BannerEdit.Result result = new BannerEdit(banner).apply(Entity.parse(message), changes);
    assertThat(result).isInstanceOf(BannerEdit.Result.Placed.class);
    return Sample.written(message, changes);
  }

  private static MimeMessage read(byte[] message) throws Exception {
    return new MimeMessage(
        Session.getInstance(new Properties()), new ByteArrayInputStream(message));
  }

  private static Multipart parts(byte[] message) throws Exception {
    return (Multipart) read(message).getContent();
  }

  private static String text(byte[] message) throws Exception {
    return (String) read(message).getContent();
  }

  private static String ascii(byte[] message) {
    return new String(message, StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<body>--b\nContent-Type: application/x-msdownload; name=\"evil.exe\"\n\nMZ\n--b--</body>",
        "<p>--b</body>--\nContent-Type: application/x-msdownload; name=\"evil.exe\"\n\nMZ",
        "--b<body>\nContent-Type: application/x-msdownload; name=\"evil.exe\"\n\nMZ"
      })
  void aBannerMakesNoBoundaryOfASendersText(String html) throws Exception {
    String head = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n";
    byte[] message = Sample.bytes(head + "Content-Type: text/html\n\n" + html + "\n--b--\n");
    for (Banner banner : java.util.List.of(EXTERNAL, DISCLAIMER)) {
      byte[] written = changed(message, banner);
      assertThat(Entity.parse(written).all().map(Entity::type))
          .containsExactlyElementsOf(Entity.parse(message).all().map(Entity::type).toList());
    }
  }

  @Test
  void noLineBrokenByQuotedPrintableBeginsLikeABoundary() {
    for (int length = 60; length < 90; length++) {
      String text = "x".repeat(length) + "--b\r\n--b\r\n" + "=".repeat(length) + "--b";
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      byte[] encoded = TransferEncoding.QUOTED_PRINTABLE.encode(bytes, "\r\n");
      assertThat(ascii(encoded).lines())
          .noneMatch(line -> line.startsWith("-") || line.length() > 76);
      assertThat(TransferEncoding.QUOTED_PRINTABLE.decode(encoded)).isEqualTo(bytes);
    }
  }

  @Test
  void aNameThatLooksLikeABoundaryEndsNothing() throws Exception {
    Banner named = new Banner("Sent by\n--outer--\nExample Ltd", "", Banner.Place.BOTTOM);
    byte[] written = changed(Sample.bytes(Sample.WITH_PDF), named);
    assertThat(Entity.parse(written).all().map(Entity::type))
        .containsExactly(
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "application/pdf");
    String shown =
        (String)
            ((Multipart) parts(written).getBodyPart(0).getContent()).getBodyPart(0).getContent();
    assertThat(shown).contains("--outer--");
  }

  @Test
  void whatWasAppendedInClearToABase64TextIsNotLost() throws Exception {
    byte[] message =
        Sample.bytes(
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                + Sample.base64("Hello, all")
                + "\n-- \nfooter of a list\n");
    Changes changes = new Changes();
    BannerEdit.Result result = new BannerEdit(DISCLAIMER).apply(Entity.parse(message), changes);
    assertThat(result).isInstanceOf(BannerEdit.Result.Impossible.class);
    assertThat(changes.isEmpty()).isTrue();
  }

  @Test
  void bothFormsOfTheTextGetTheBannerInTheirOwnCharset() throws Exception {
    Multipart mixed = parts(changed(Sample.bytes(Sample.WITH_PDF), EXTERNAL));
    Multipart forms = (Multipart) mixed.getBodyPart(0).getContent();
    assertThat((String) forms.getBodyPart(0).getContent())
        .startsWith("Von außen!\r\n\r\nGrüße, das ist der Text.");
    assertThat(forms.getBodyPart(0).getContentType()).contains("charset=utf-8");
    assertThat((String) forms.getBodyPart(1).getContent())
        .contains("<body class=\"a>b\">\r\n<p><b>Von außen!</b></p>\r\n<p>Grüße</p></body>");
    assertThat(forms.getBodyPart(1).getContentType()).contains("charset=iso-8859-1");
    assertThat(forms.getBodyPart(1).getHeader("Content-Transfer-Encoding"))
        .containsExactly("quoted-printable");
  }

  @Test
  void whatIsNotTheTextStaysByteForByte() throws Exception {
    byte[] before = Sample.bytes(Sample.WITH_PDF);
    byte[] after = changed(before, EXTERNAL);
    byte[] pdf = Sample.bytes(Sample.PDF);
    assertThat(hash(after, after.length - pdf.length))
        .isEqualTo(hash(before, before.length - pdf.length));
    int header = ascii(before).indexOf("--outer");
    assertThat(ascii(after).substring(0, header)).isEqualTo(ascii(before).substring(0, header));
  }

  private static byte[] hash(byte[] message, int from) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(message, from, message.length - from);
    return digest.digest();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7bit", "8bit", "binary", "quoted-printable", "base64"})
  void theTransferEncodingStays(String encoding) throws Exception {
    String body = encoding.equals("base64") ? Sample.base64("Hello there\r\n") : "Hello there";
    byte[] message =
        Sample.bytes(
            "Subject: x\nContent-Type: text/plain; charset=us-ascii\nContent-Transfer-Encoding: "
                + encoding
                + "\n\n"
                + body
                + "\n");
    byte[] after = changed(message, DISCLAIMER);
    assertThat(read(after).getEncoding()).isEqualTo(encoding);
    assertThat(text(after)).isEqualTo("Hello there\r\n\r\nExample Ltd, London\r\n");
  }

  @Test
  void textThatIsNotEncodedIsOnlyAddedTo() throws Exception {
    byte[] message = Sample.bytes("Subject: x\n\nodd  spaces \t\nand\u0007bells");
    String after = ascii(changed(message, DISCLAIMER));
    assertThat(after).isEqualTo(ascii(message) + "\r\n\r\nExample Ltd, London\r\n");
  }

  @Test
  void plainTextThatCantHoldTheLettersBecomesUtf8() throws Exception {
    byte[] after = changed(Sample.bytes("Subject: x\n\nHello\n"), EXTERNAL);
    assertThat(text(after)).isEqualTo("Von außen!\r\n\r\nHello\r\n");
    assertThat(ascii(after)).contains("charset=utf-8", "quoted-printable", "MIME-Version: 1.0");
    byte[] latin =
        Sample.bytes(
            """
            Subject: x
            MIME-Version: 1.0
            Content-Type: text/plain; charset="iso-8859-1"; format=flowed
            Content-Transfer-Encoding: 8bit

            Grüße
            """,
            StandardCharsets.ISO_8859_1);
    byte[] euro = changed(latin, new Banner("€", "", Banner.Place.TOP));
    assertThat(text(euro)).isEqualTo("€\r\n\r\nGrüße\r\n");
    assertThat(read(euro).getContentType()).contains("format=flowed");
  }

  @Test
  void htmlThatCantHoldTheLettersGetsEntities() throws Exception {
    byte[] message =
        Sample.bytes("Subject: x\nContent-Type: text/html; charset=us-ascii\n\n<p>Hi</p>\n");
    String after = ascii(changed(message, EXTERNAL));
    assertThat(after).contains("<b>Von au&#223;en!</b>").contains("charset=us-ascii");
    assertThat(after).doesNotContain("utf-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"iso-2022-jp", "utf-16le", "shift_jis", "euc-kr"})
  void charsetsInWhichALetterIsNotAByteAreReadAsLetters(String charset) throws Exception {
    byte[] body = "<p>Hello 123</p>".getBytes(charset);
    byte[] message =
        Sample.bytes(
            "Content-Type: text/html; charset="
                + charset
                + "\nContent-Transfer-Encoding: base64\n\n"
                + java.util.Base64.getMimeEncoder().encodeToString(body)
                + "\n");
    byte[] after = changed(message, EXTERNAL);
    assertThat(text(after)).containsSubsequence("Von au", "en!", "<p>Hello 123</p>");
  }

  @Test
  void aMessageOfAttachmentsOnlyGetsAText() throws Exception {
    byte[] message =
        Sample.bytes(
            "Subject: x\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\nX-Other: y\n\nJVBERi0xLjQK\n");
    byte[] after = changed(message, EXTERNAL);
    Multipart mixed = parts(after);
    assertThat(mixed.getCount()).isEqualTo(2);
    assertThat((String) mixed.getBodyPart(0).getContent()).isEqualTo("Von außen!\r\n");
    BodyPart pdf = mixed.getBodyPart(1);
    assertThat(pdf.getFileName()).isEqualTo("a.pdf");
    assertThat(pdf.getInputStream().readAllBytes())
        .isEqualTo("%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(read(after).getHeader("X-Other")).containsExactly("y");
    assertThat(ascii(after)).contains("\r\n\r\nJVBERi0xLjQK\r\n");
  }

  @Test
  void aMixedMessageWithoutTextGetsATextInFront() throws Exception {
    byte[] message = Sample.bytes("Content-Type: multipart/mixed; boundary=outer\n\n" + Sample.PDF);
    byte[] after = changed(message, EXTERNAL);
    assertThat(parts(after).getCount()).isEqualTo(2);
    assertThat((String) parts(after).getBodyPart(0).getContent()).startsWith("Von außen!");
    assertThat(ascii(after)).endsWith(ascii(Sample.bytes(Sample.PDF)));
  }

  @Test
  void theBannerIsNotPutWhereItStands() throws Exception {
    for (Banner banner : new Banner[] {EXTERNAL, DISCLAIMER}) {
      byte[] once = changed(Sample.bytes(Sample.WITH_PDF), banner);
      Changes again = new Changes();
      assertThat(new BannerEdit(banner).apply(Entity.parse(once), again))
          .isInstanceOf(BannerEdit.Result.StandsAlready.class);
      assertThat(again.isEmpty()).isTrue();
    }
  }

  @Test
  void aQuotedDisclaimerCountsEvenRewrapped() throws Exception {
    byte[] reply = Sample.bytes("Subject: Re: x\n\nThanks\n\n> Example Ltd,\n>> London\n");
    assertThat(new BannerEdit(DISCLAIMER).apply(Entity.parse(reply), new Changes()))
        .isInstanceOf(BannerEdit.Result.StandsAlready.class);
  }

  @Test
  void quotingTheWarningAtTheEndDoesNotKeepItOff() throws Exception {
    byte[] message =
        Sample.bytes(
            "Subject: x\nContent-Type: text/plain; charset=utf-8\n\nClick here\nVon außen!\n");
    assertThat(text(changed(message, EXTERNAL))).startsWith("Von außen!");
  }

  @Test
  void flowedTextDoesNotFlowIntoTheBanner() throws Exception {
    byte[] message = Sample.bytes("Content-Type: text/plain; format=flowed\n\nlong line \n");
    Banner banner = new Banner("> not a quotation  \nFrom us", "", Banner.Place.BOTTOM);
    assertThat(text(changed(message, banner)))
        .isEqualTo("long line \r\n\r\n > not a quotation\r\n From us\r\n");
  }

  @Test
  void aMessageWithoutBodyStaysAMessage() throws Exception {
    byte[] after = changed("Subject: x\r\n".getBytes(StandardCharsets.US_ASCII), DISCLAIMER);
    assertThat(read(after).getSubject()).isEqualTo("x");
    assertThat(text(after)).contains("Example Ltd, London");
  }

  @Test
  void bareLineFeedsStayTheMessagesLineEnd() throws Exception {
    byte[] message = "Subject: x\n\nHello\n".getBytes(StandardCharsets.US_ASCII);
    assertThat(ascii(changed(message, DISCLAIMER)))
        .isEqualTo("Subject: x\n\nHello\n\nExample Ltd, London\n");
  }

  @Test
  void longLinesOfTheBannerAreBroughtWithinBounds() throws Exception {
    Banner longOne = new Banner("x".repeat(3_000), "", Banner.Place.BOTTOM);
    byte[] after = changed(Sample.bytes("Subject: x\n\nHello\n"), longOne);
    assertThat(ascii(after).lines().mapToInt(String::length).max().orElseThrow()).isLessThan(100);
    assertThat(text(after)).contains("x".repeat(3_000));
  }

  @Test
  void whatCantBeReadForCertainIsNotChanged() throws Exception {
    Changes changes = new Changes();
    byte[] unknown = Sample.bytes("Content-Transfer-Encoding: x-uuencode\n\nHello\n");
    byte[] undeclared = Sample.bytes("Subject: x\n\nGrüße\n", StandardCharsets.ISO_8859_1);
    byte[] noBoundary = Sample.bytes("Content-Type: multipart/mixed\n\nHello\n");
    for (byte[] message : new byte[][] {unknown, undeclared, noBoundary}) {
      assertThat(new BannerEdit(EXTERNAL).apply(Entity.parse(message), changes))
          .isInstanceOf(BannerEdit.Result.Impossible.class);
    }
    assertThat(changes.isEmpty()).isTrue();
  }

  @Test
  void nestingBeyondTheBoundIsRefusedAndNotWalked() {
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      deep.append("Content-Type: multipart/mixed; boundary=b")
          .append(i)
          .append("\n\n--b")
          .append(i)
          .append('\n');
    }
    assertThatThrownBy(() -> Entity.parse(Sample.bytes(deep.toString())))
        .isInstanceOf(UnreadableMessageException.class);
    String many = "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\n".repeat(2_000);
    assertThatThrownBy(() -> Entity.parse(Sample.bytes(many)))
        .isInstanceOf(UnreadableMessageException.class);
  }

  @Test
  void aBannerNeedsAText() {
    assertThatThrownBy(() -> new Banner(" ", "", Banner.Place.TOP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("text");
    assertThat(new Banner("", "<p>A&amp;B<br>C</p>", Banner.Place.TOP).text()).isEqualTo("A&B\nC");
    assertThat(new Banner("A<B\nC", "", Banner.Place.TOP).html()).isEqualTo("A&lt;B<br>\nC");
  }
}
