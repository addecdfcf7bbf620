package org.pillarbox.actions.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.apache.james.core.Username;
import org.junit.jupiter.api.Test;
import org.pillarbox.actions.AccountSuspension;

/** What every suspension does. To be implemented by a test of each adapter. */
public interface AccountSuspensionContract {
  /** The suspension under test, the same within one test; nobody is suspended at first. */
  AccountSuspension suspension();

  /** Whether the account may send, as the ways out ask. */
  boolean maySend(Username account) throws Exception;

  /** An admin gives the right back. */
  void lift(Username account) throws Exception;

  /** A user. */
  static AccountSuspension.Suspension of(String account) {
    return new AccountSuspension.Suspension(
        Username.of(account), "Too much mail", "cut-off", 3, "mail-1");
  }

  @Test
  default void whoIsSuspendedSendsNothingMore() throws Exception {
    suspension().suspend(of("anna@ours.example"));
    assertThat(maySend(Username.of("anna@ours.example"))).isFalse();
    assertThat(maySend(Username.of("bert@ours.example"))).isTrue();
  }

  @Test
  default void suspendingTwiceIsSuspendingOnce() throws Exception {
    suspension().suspend(of("anna@ours.example"));
    assertThatCode(() -> suspension().suspend(of("anna@ours.example"))).doesNotThrowAnyException();
    lift(Username.of("anna@ours.example"));
    assertThat(maySend(Username.of("anna@ours.example"))).isTrue();
  }

  @Test
  default void afterItIsLiftedOneMayBeSuspendedAgain() throws Exception {
    suspension().suspend(of("anna@ours.example"));
    lift(Username.of("anna@ours.example"));
    suspension().suspend(of("anna@ours.example"));
    assertThat(maySend(Username.of("anna@ours.example"))).isFalse();
  }
}
