package org.pillarbox.actions.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Properties;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderEditTest {
  private static final String MESSAGE =
      """
      Received: from a
       by b
      X-Old: 1
      Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
       =?utf-8?Q?_an_alle?=
      x-old:2
      From: a@b.example

      body
      X-Old: 3
      """;

  private static String edited(String message, HeaderEdit edit) throws Exception {
    byte[] bytes = Sample.bytes(message);
    Changes changes = new Changes();
    edit.apply(HeaderBlock.parse(bytes, 0, bytes.length), bytes, "\r\n", changes);
    return new String(Sample.written(bytes, changes), StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  private static MimeMessage read(String lines) throws Exception {
    return new MimeMessage(
        Session.getInstance(new Properties()), new ByteArrayInputStream(Sample.bytes(lines)));
  }

  private static String subject(String message, String tag) throws Exception {
    return read(edited(message, new HeaderEdit.TagSubject(tag, true))).getSubject();
  }

  @Test
  void anAddedFieldComesOnTopAndTheRestStays() throws Exception {
    assertThat(edited(MESSAGE, new HeaderEdit.Add("X-New", "yes")))
        .isEqualTo("X-New: yes\n" + MESSAGE);
  }

  @Test
  void removingTakesAllOfTheNameFromTheHeaderOnly() throws Exception {
    assertThat(edited(MESSAGE, new HeaderEdit.Remove("X-OLD")))
        .isEqualTo(MESSAGE.replace("X-Old: 1\n", "").replace("x-old:2\n", ""));
  }

  @Test
  void replacingLeavesOne() throws Exception {
    assertThat(edited(MESSAGE, new HeaderEdit.Replace("X-Old", "new")))
        .isEqualTo(MESSAGE.replace("X-Old: 1\n", "X-Old: new\n").replace("x-old:2\n", ""));
    assertThat(edited("Subject: x\n\n", new HeaderEdit.Replace("X-Old", "new")))
        .isEqualTo("X-Old: new\nSubject: x\n\n");
  }

  @Test
  void lettersBeyondAsciiBecomeEncodedWords() throws Exception {
    String after = edited(MESSAGE, new HeaderEdit.Add("X-New", "Grüße 你好 " + "lang ".repeat(60)));
    assertThat(after.chars().allMatch(c -> c < 128)).isTrue();
    assertThat(after.lines().mapToInt(String::length).max().orElseThrow()).isLessThan(100);
    String value =
        javax.mail.internet.MimeUtility.decodeText(
            read(after).getHeader("X-New", null).replaceAll("\r\n\\s", " "));
    assertThat(value).startsWith("Grüße 你好 lang lang");
  }

  @Test
  void aWordThatFitsOnNoLineIsEncodedToFit() throws Exception {
    String after = edited("Subject: x\n\n", new HeaderEdit.Add("X-New", "x".repeat(3_000)));
    assertThat(after.lines().mapToInt(String::length).max().orElseThrow()).isLessThan(200);
  }

  @Test
  void aFieldOfAddressesTakesAddressesOnly() throws Exception {
    String after = edited(MESSAGE, new HeaderEdit.Replace("From", "Jürgen <j@b.example>"));
    assertThat(after).contains("From: =?UTF-8?").contains("<j@b.example>");
    assertThat(read(after).getFrom()[0].toString()).contains("j@b.example");
    assertThatThrownBy(
            () -> edited(MESSAGE, new HeaderEdit.Replace("From", "not an address at all")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("addresses");
  }

  @Test
  void theTagComesBeforeTheSubjectWhichStaysAsWritten() throws Exception {
    String after = edited(MESSAGE, new HeaderEdit.TagSubject("[EXTERNAL]", true));
    assertThat(after).contains("=?utf-8?Q?Gr=C3=BC=C3=9Fe?=\n =?utf-8?Q?_an_alle?=\n");
    assertThat(read(after).getSubject()).isEqualTo("[EXTERNAL] Grüße an alle");
    assertThat(subject("Subject:x\n\n", "[E]")).isEqualTo("[E] x");
    assertThat(subject("Subject:\n\n", "[E]").strip()).isEqualTo("[E]");
    assertThat(subject("From: a@b\n\n", "[E]")).isEqualTo("[E]");
  }

  @Test
  void aTagBeyondAsciiIsReadBeforeAnySubject() throws Exception {
    assertThat(subject(MESSAGE, "[außen]")).isEqualTo("[außen] Grüße an alle");
    assertThat(subject("Subject: plain\n\n", "[außen]")).isEqualTo("[außen] plain");
  }

  @Test
  void aSubjectIsNotTaggedTwice() throws Exception {
    String once = edited(MESSAGE, new HeaderEdit.TagSubject("[außen]", true));
    assertThat(edited(once, new HeaderEdit.TagSubject("[AUSSEN]", true))).isNotEqualTo(once);
    assertThat(edited(once, new HeaderEdit.TagSubject("[Außen]", true))).isEqualTo(once);
    String reply = "Subject: Re: [External] x\n\n";
    assertThat(edited(reply, new HeaderEdit.TagSubject("[EXTERNAL]", true))).isEqualTo(reply);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nBcc: x@y",
        "a\nb",
        "a\rb",
        "a\u0000b",
        "a\u2028b",
        "a\u0085b",
        "a\r\n\r\nbody"
      })
  void noTextEndsItsField(String hostile) throws Exception {
    int fields = Collections.list(read(MESSAGE).getAllHeaderLines()).size();
    String after = edited(MESSAGE, new HeaderEdit.Add("X-New", hostile));
    assertThat(Collections.list(read(after).getAllHeaderLines())).hasSize(fields + 1);
    assertThat(read(after).getHeader("Bcc")).isNull();
    assertThat(after).endsWith("\n\nbody\nX-Old: 3\n");
    assertThatThrownBy(() -> new HeaderEdit.TagSubject(hostile, true))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HeaderValue.checkText(hostile))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a:b",
        "a\r\nb",
        "ä",
        "Received",
        "content-type",
        "Bcc",
        "DKIM-Signature"
      })
  void namesThatAreNoneOrNotARulesBusinessAreRefused(String name) {
    assertThatThrownBy(() -> new HeaderEdit.Add(name, "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HeaderEdit.Remove(name))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HeaderEdit.Replace(name, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
