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
    assertThat(correspondents().between(Address.of("ada@example.com"), Address.of("bob@ours.test")))
        .isEqualTo(Correspondence.of(false));
  }

  @Test
  default void tellsPersonAndDomainApart() {
    KnownCorrespondents correspondents = correspondents();
    correspondents.wrote(
        Address.of("carol@ours.test"), Address.of("ada@example.com"), SomeFacts.AT);

    assertThat(correspondents.between(Address.of("ada@example.com"), Address.of("bob@ours.test")))
        .isEqualTo(
            new Correspondence(Fact.of(false), Fact.of(false), Fact.of(true), Fact.of(true)));
    assertThat(correspondents.between(Address.of("zoe@example.com"), Address.of("carol@ours.test")))
        .isEqualTo(
            new Correspondence(Fact.of(false), Fact.of(true), Fact.of(false), Fact.of(true)));
  }
}
