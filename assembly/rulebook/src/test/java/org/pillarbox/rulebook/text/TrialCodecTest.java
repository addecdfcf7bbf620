package org.pillarbox.rulebook.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Origin;

class TrialCodecTest {
  private final TrialCodec codec = new TrialCodec(new BookCodec());

  @Test
  void aRuleIsTriedOnPastMailOfAUser() throws Exception {
    Trial trial =
        codec.read(
            """
            rule:
              id: big
              when: {size: {above: 1000}}
              then: [quarantine]
            past: {user: ann@example.org, since: 2026-11-22, limit: 50, words: Lunch}
            """);

    assertThat(trial.candidate())
        .isInstanceOfSatisfying(
            Trial.Candidate.OneRule.class, one -> assertThat(one.rule().id()).isEqualTo("big"));
    assertThat(trial.target())
        .isEqualTo(
            new Trial.Target.Past(
                Optional.of(Address.of("ann@example.org")),
                Optional.empty(),
                Optional.of(Instant.parse("2026-11-22T00:00:00Z")),
                Optional.empty(),
                Optional.of(50),
                Optional.of("Lunch")));
  }

  @Test
  void aUsersFoldersMayBeMeant() throws Exception {
    assertThat(codec.read("stored: {user: ann@example.org, folder: Lists, limit: 5}").target())
        .isEqualTo(
            new Trial.Target.Stored(
                Address.of("ann@example.org"),
                Optional.of("Lists"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(5),
                Optional.empty()));
    assertThatThrownBy(() -> codec.read("stored: {folder: Lists}"))
        .isInstanceOf(RefusedDocumentException.class)
        .hasMessageContaining("/stored/user");
    assertThatThrownBy(() -> codec.read("stored: {user: a@b.test}\npast: {limit: 5}"))
        .isInstanceOf(RefusedDocumentException.class)
        .hasMessageContaining("one of past, stored and message");
  }

  @Test
  void nothingSaidMeansTheNewestRulesOnAllPastMail() throws Exception {
    Trial trial = codec.read("{}");

    assertThat(trial.candidate()).isEqualTo(new Trial.Candidate.Newest());
    assertThat(trial.target()).isInstanceOf(Trial.Target.Past.class);
  }

  @Test
  void aMessageIsGivenWithItsEnvelope() throws Exception {
    String bytes = "Subject: caf\u00e9\r\n\r\nHello\r\n";
    Trial trial =
        codec.read(
            """
            {"version": 3, "message": {"base64": "%s", "from": "ada@there.example",
             "to": ["ann@example.org", "bob@example.org"], "origin": "submission",
             "client": "192.0.2.7", "login": "ada@there.example"}}
            """
                .formatted(
                    Base64.getEncoder()
                        .encodeToString(bytes.getBytes(StandardCharsets.ISO_8859_1))));

    assertThat(trial.candidate()).isEqualTo(new Trial.Candidate.Version(3));
    assertThat(trial.target())
        .isInstanceOfSatisfying(
            Trial.Target.Given.class,
            given -> {
              assertThat(given.raw()).isEqualTo(bytes);
              assertThat(given.recipients())
                  .isEqualTo(List.of(Address.of("ann@example.org"), Address.of("bob@example.org")));
              assertThat(given.origin()).isEqualTo(Origin.SUBMISSION);
              assertThat(given.login()).contains(Address.of("ada@there.example"));
            });
  }

  @Test
  void allThatIsWrongIsToldWithItsPlaceAndLine() {
    RefusedDocumentException refused =
        catchThrowableOfType(
            RefusedDocumentException.class,
            () ->
                codec.read(
                    """
                    rule:
                      id: big
                      when: {sise: {above: 1000}}
                      then: [quarantine]
                    past:
                      user: nobody
                      limit: 100001
                      days: 3
                    """));

    assertThat(refused.problems())
        .extracting(Problem::pointer)
        .contains("/rule/when/sise", "/past/user", "/past/limit", "/past/days");
    assertThat(refused.problems())
        .filteredOn(problem -> problem.pointer().equals("/past/limit"))
        .containsExactly(new Problem("/past/limit", "100001", "a number from 1 to 100000", 7));
  }

  @Test
  void aMessageNeedsRecipientsAndCantComeBesidePastMail() {
    RefusedDocumentException refused =
        catchThrowableOfType(
            RefusedDocumentException.class,
            () -> codec.read("{\"message\": {\"text\": \"Subject: a\"}, \"past\": {}}"));

    assertThat(refused.problems())
        .extracting(Problem::toString)
        .anyMatch(text -> text.contains("one of past, stored and message"))
        .anyMatch(text -> text.contains("/message/to"));
  }

  @Test
  void problemsOfABookStandBelowIt() {
    RefusedDocumentException refused =
        catchThrowableOfType(
            RefusedDocumentException.class, () -> codec.read("book: {rules: [{id: 'No'}]}"));

    assertThat(refused.problems())
        .extracting(Problem::pointer)
        .allMatch(pointer -> pointer.startsWith("/book/rules"));
  }
}
