package org.pillarbox.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.core.MailAddress;
import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.james.queue.api.MailQueue.MailQueueItem.CompletionStatus;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.queue.api.ManageableMailQueue.MailQueueItemView;
import org.apache.james.queue.api.ManageableMailQueue.MailQueueIterator;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.PerRecipientHeaders.Header;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What every mail queue of ours does, whatever it keeps its mail in. */
interface MailQueueContract {
  Duration SOON = Duration.ofSeconds(10);

  ManageableMailQueue queue();

  /** The same queue as a new process would find it. */
  ManageableMailQueue reopened() throws Exception;

  private static List<MailQueueItem> take(ManageableMailQueue queue, int count) {
    return Flux.from(queue.deQueue()).take(count).collectList().block(SOON);
  }

  private static List<String> names(ManageableMailQueue queue) throws Exception {
    List<String> names = new ArrayList<>();
    MailQueueIterator views = queue.browse();
    while (views.hasNext()) {
      MailQueueItemView view = views.next();
      names.add(view.getMail().getName());
    }
    views.close();
    return names;
  }

  @Test
  default void handsOutWhatWasPutIn() throws Exception {
    MailImpl mail = Mails.named("one", "Größe\r\n.\r\n..dots\r\n");
    mail.setState("transport");
    mail.setErrorMessage("was late");
    mail.setRemoteHost("client.example");
    mail.setRemoteAddr("192.0.2.1");
    mail.setAttribute(new Attribute(AttributeName.of("number"), AttributeValue.of(42)));
    mail.addSpecificHeaderForRecipient(
        Header.builder().name("X-For").value("Bob").build(), new MailAddress("bob@example.net"));
    queue().enQueue(mail);

    MailQueueItem item = take(queue(), 1).get(0);

    assertThat(item.getMail().getName()).isEqualTo("one");
    assertThat(item.getMail().getState()).isEqualTo("transport");
    assertThat(item.getMail().getErrorMessage()).isEqualTo("was late");
    assertThat(item.getMail().getRemoteHost()).isEqualTo("client.example");
    assertThat(item.getMail().getRemoteAddr()).isEqualTo("192.0.2.1");
    assertThat(item.getMail().getMaybeSender().asString()).isEqualTo("ada@example.org");
    assertThat(item.getMail().getRecipients()).containsExactly(new MailAddress("bob@example.net"));
    assertThat(item.getMail().getAttribute(AttributeName.of("number")))
        .contains(new Attribute(AttributeName.of("number"), AttributeValue.of(42)));
    assertThat(
            item.getMail()
                .getPerRecipientSpecificHeaders()
                .getHeadersForRecipient(new MailAddress("bob@example.net")))
        .hasSize(1);
    assertThat(Mails.text(item.getMail())).isEqualTo(Mails.text(mail));
    item.done(CompletionStatus.SUCCESS);
  }

  @Test
  default void keepsTheMissingSenderOfANotification() throws Exception {
    MailImpl mail = Mails.named("dsn");
    mail.setSender(null);
    queue().enQueue(mail);

    assertThat(take(queue(), 1).get(0).getMail().hasSender()).isFalse();
  }

  @Test
  default void handsOutInOrderOfArrival() throws Exception {
    for (int i = 0; i < 5; i++) {
      queue().enQueue(Mails.named("m" + i));
    }

    assertThat(take(queue(), 5))
        .extracting(item -> item.getMail().getName())
        .containsExactly("m0", "m1", "m2", "m3", "m4");
  }

  @Test
  default void countsUntilDoneAndForgetsThen() throws Exception {
    queue().enQueue(Mails.named("one"));
    MailQueueItem item = take(queue(), 1).get(0);
    assertThat(queue().getSize()).isEqualTo(1);

    item.done(CompletionStatus.SUCCESS);

    assertThat(queue().getSize()).isZero();
    assertThat(reopened().getSize()).isZero();
  }

  @Test
  default void handsOutAgainWhatFailed() throws Exception {
    queue().enQueue(Mails.named("one"));
    take(queue(), 1).get(0).done(CompletionStatus.RETRY);

    assertThat(take(queue(), 1).get(0).getMail().getName()).isEqualTo("one");
  }

  @Test
  default void handsOutAgainWhatWasInHandWhenTheProcessDied() throws Exception {
    queue().enQueue(Mails.named("waiting"));
    queue().enQueue(Mails.named("in hand"));
    take(queue(), 2).get(0).done(CompletionStatus.SUCCESS);

    assertThat(take(reopened(), 1).get(0).getMail().getName()).isEqualTo("in hand");
  }

  @Test
  default void keepsADelayAcrossARestart() throws Exception {
    queue().enQueue(Mails.named("late"), Duration.ofHours(1));
    queue().enQueue(Mails.named("now"));

    ManageableMailQueue again = reopened();

    assertThat(take(again, 1).get(0).getMail().getName()).isEqualTo("now");
    assertThat(again.getSize()).isEqualTo(2);
    assertThat(names(again)).containsExactly("late");
  }

  @Test
  default void handsOutWhatIsDue() throws Exception {
    queue().enQueue(Mails.named("second"), Duration.ofMillis(300));
    queue().enQueue(Mails.named("first"), Duration.ofMillis(100));

    assertThat(take(queue(), 2))
        .extracting(item -> item.getMail().getName())
        .containsExactly("first", "second");
  }

  @Test
  default void flushMakesAllDue() throws Exception {
    queue().enQueue(Mails.named("late"), Duration.ofHours(1));

    assertThat(queue().flush()).isEqualTo(1);

    assertThat(take(queue(), 1).get(0).getMail().getName()).isEqualTo("late");
  }

  @Test
  default void aDelayWithoutEndIsAccepted() throws Exception {
    queue().enQueue(Mails.named("never"), Duration.ofSeconds(Long.MAX_VALUE));

    assertThat(queue().getSize()).isEqualTo(1);
  }

  @Test
  default void browseShowsWhatWaitsAndTakesNothing() throws Exception {
    queue().enQueue(Mails.named("one"));
    queue().enQueue(Mails.named("two"), Duration.ofHours(1));

    assertThat(names(queue())).containsExactly("one", "two");
    assertThat(queue().getSize()).isEqualTo(2);
  }

  @Test
  default void clearRemovesAllThatWaits() throws Exception {
    queue().enQueue(Mails.named("one"));
    queue().enQueue(Mails.named("two"), Duration.ofHours(1));

    assertThat(queue().clear()).isEqualTo(2);

    assertThat(queue().getSize()).isZero();
    assertThat(reopened().getSize()).isZero();
  }

  @Test
  default void removesByNameSenderAndRecipient() throws Exception {
    queue().enQueue(Mails.named("one"));
    queue().enQueue(Mails.named("two"));
    MailImpl other = Mails.named("three");
    other.setSender(new MailAddress("eve@example.org"));
    queue().enQueue(other);

    assertThat(queue().remove(ManageableMailQueue.Type.Name, "one")).isEqualTo(1);
    assertThat(queue().remove(ManageableMailQueue.Type.Sender, "eve@example.org")).isEqualTo(1);
    assertThat(names(queue())).containsExactly("two");
    assertThat(queue().remove(ManageableMailQueue.Type.Recipient, "bob@example.net")).isEqualTo(1);
    assertThat(queue().getSize()).isZero();
  }

  @Test
  default void readsALargeMessageAsItWas() throws Exception {
    MailImpl mail = Mails.named("large", "0123456789abcdef\r\n".repeat(60_000));
    queue().enQueue(mail);

    MailQueueItem item = take(queue(), 1).get(0);

    assertThat(Mails.text(item.getMail())).isEqualTo(Mails.text(mail));
    item.done(CompletionStatus.SUCCESS);
  }
}
