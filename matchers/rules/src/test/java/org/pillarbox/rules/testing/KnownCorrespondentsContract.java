package org.pillarbox.rules.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Correspondence;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.port.KnownCorrespondents;

/** What every memory of whom we wrote to keeps. */
public interface KnownCorrespondentsContract {
  /** A memory in which nobody has written. */
  KnownCorrespondents correspondents();

  @Test
  default void knowsNobodyAtFirst() {
    assertThat(between(correspondents(), "ada@example.com", "bob@ours.test"))
        .isEqualTo(Correspondence.of(false));
  }

  @Test
  default void tellsPersonAndDomainApart() {
    KnownCorrespondents correspondents = correspondents();
    correspondents.wrote(
        Address.of("carol@ours.test"), Address.of("ada@example.com"), SomeFacts.AT);

    assertThat(between(correspondents, "ada@example.com", "bob@ours.test"))
        .isEqualTo(
            new Correspondence(Fact.of(false), Fact.of(false), Fact.of(true), Fact.of(true)));
    assertThat(between(correspondents, "zoe@example.com", "carol@ours.test"))
        .isEqualTo(
            new Correspondence(Fact.of(false), Fact.of(true), Fact.of(false), Fact.of(true)));
  }

  @Test
  default void theFirstTimeCountsHoweverOftenTheyWrite() {
    KnownCorrespondents correspondents = correspondents();
    Address dan = Address.of("dan@ours.test");
    Address ada = Address.of("ada@first.example");
    correspondents.wrote(dan, ada, SomeFacts.AT);
    correspondents.wrote(dan, ada, SomeFacts.AT.plusSeconds(3600));

    assertThat(correspondents.between(ada, dan, SomeFacts.AT))
        .as("what came before they wrote, or at that moment, was no answer")
        .isEqualTo(Correspondence.of(false));
    assertThat(correspondents.between(ada, dan, SomeFacts.AT.plusSeconds(1)))
        .isEqualTo(Correspondence.of(true));
  }

  private static Correspondence between(
      KnownCorrespondents correspondents, String sender, String recipient) {
    return correspondents.between(
        Address.of(sender), Address.of(recipient), SomeFacts.AT.plusSeconds(1));
  }
}
