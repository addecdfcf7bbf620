package org.pillarbox.actions.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.apache.jsieve.SieveFactory;
import org.apache.jsieve.mail.ActionDiscard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pillarbox.actions.rules.House;

class ScriptMailTest {
  private static final String MESSAGE =
      """
      From: A, broken <anna@elsewhere.example>
      To: Bob <Bob+tag@ours.example>, other@ours.example
      Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
       from a long way
      X-Raw: Größe
      MIME-Version: 1.0
      Content-Type: multipart/alternative; boundary=b

      preamble
      --b
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: base64

      YWFhYiBHcsO8w59l
      --b
      Content-Type: application/x-thing

      needle
      --b--
      """;

  private final SieveFactory language = SieveLanguage.factory();

  private boolean isTrue(String test) throws Exception {
    ScriptMail mail =
        new ScriptMail(House.mail(MESSAGE, "bob@ours.example"), "bob+tag@ours.example");
    String script =
        "require [\"envelope\", \"body\", \"comparator-i;ascii-numeric\"]; if "
            + test
            + " { discard; }";
    language.evaluate(
        mail, language.parse(new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8))));
    return mail.getActions().stream().anyMatch(ActionDiscard.class::isInstance);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "header :is \"subject\" \"grüße from a long way\"",
        "header :contains \"x-raw\" \"größe\"",
        "header :matches \"subject\" \"Gr*a*w?y\"",
        "exists [\"from\", \"Subject\"]",
        "address :is \"from\" \"anna@elsewhere.example\"",
        "address :localpart :is \"to\" \"other\"",
        "address :domain \"To\" \"OURS.example\"",
        "envelope :is \"from\" \"juergen@ours.example\"",
        "envelope :localpart \"To\" \"bob+tag\"",
        "size :over 100",
        "body :contains \"AAB grÜße\"",
        "body :raw :contains \"YWFhYiBH\"",
        "body :content \"application\" :contains \"Needle\"",
      })
  void whatIsThereIsSeen(String test) throws Exception {
    assertThat(isTrue(test)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "header :is \"subject\" \"other\"",
        "exists \"cc\"",
        "header :matches \"subject\" \"a*\"",
        "body :contains \"needle\"",
        "body :raw :contains \"broken\"",
        "body :text :contains \"preamble\"",
        "size :over 1M"
      })
  void whatIsNotThereIsNot(String test) throws Exception {
    assertThat(isTrue(test)).isFalse();
  }

  @Test
  void aPatternOfManyStarsTakesNoTime() {
    String text = "a".repeat(20_000);
    String pattern = "*a".repeat(500) + "*b";

    assertThat(Glob.matches(text, pattern)).isFalse();
    assertThat(Glob.matches(text, "*a".repeat(500) + "*")).isTrue();
    assertThat(Glob.matches("a*b?", "a\\*b\\?")).isTrue();
    assertThat(Glob.matches("axb", "a\\*b")).isFalse();
    assertThat(Glob.matches("", "*")).isTrue();
    assertThat(Glob.matches("", "?")).isFalse();
    assertThat(Glob.matches("a\\", "a\\")).isTrue();
  }
}
