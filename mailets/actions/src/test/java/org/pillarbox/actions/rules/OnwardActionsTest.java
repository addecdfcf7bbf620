package org.pillarbox.actions.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.mail.BodyPart;
import javax.mail.MessagingException;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMultipart;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.pillarbox.actions.MailOrigin;
import org.pillarbox.actions.Onward;
import org.pillarbox.rules.action.SkipFilters.Filter;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Origin;

/** Where mail goes, and to whom else. */
class OnwardActionsTest {
  private final House house = new House();

  private MailImpl run(Class<? extends ActionMailet<?>> type, Map<String, String> parameters)
      throws Exception {
    return run(type, parameters, House.mail(House.MESSAGE));
  }

  private MailImpl run(
      Class<? extends ActionMailet<?>> type, Map<String, String> parameters, MailImpl mail)
      throws Exception {
    house.mailet(type, parameters).service(mail);
    return mail;
  }

  @Test
  void aRouteTravelsWithTheMail() throws Exception {
    MailImpl mail =
        run(ChooseRoute.class, Map.of("by", "mx", "to", "partner.example", "port", "26"));
    assertThat(Onward.of(mail)).contains(new Onward(Onward.By.MX, "partner.example", 26));
    assertThat(Onward.of(mail.duplicate())).isEqualTo(Onward.of(mail));
    assertThat(Onward.of(House.mail(House.MESSAGE))).isEmpty();
  }

  @Test
  void tlsIsAskedForByTheMail() throws Exception {
    assertThat(Onward.needsTls(run(InsistOnTls.class, Map.of()))).isTrue();
    assertThat(Onward.needsTls(House.mail(House.MESSAGE))).isFalse();
  }

  @Test
  void filtersThatAreSkippedAddUp() throws Exception {
    MailImpl mail = run(PassByFilters.class, Map.of("filters", "spam"));
    assertThat(PassByFilters.isSkipped(mail, Filter.SPAM)).isTrue();
    assertThat(PassByFilters.isSkipped(mail, Filter.VIRUS)).isFalse();
    run(PassByFilters.class, Map.of("filters", "virus"), mail);
    assertThat(PassByFilters.isSkipped(mail, Filter.SPAM)).isTrue();
    assertThat(PassByFilters.isSkipped(mail, Filter.VIRUS)).isTrue();
  }

  @Test
  void aRedirectedMailKeepsItsSenderAndSaysForWhomItWas() throws Exception {
    MailImpl mail = run(RedirectTo.class, Map.of("to", "a@else.example, b@else.example"));
    assertThat(mail.getState()).isEqualTo(Mail.GHOST);
    Sent.Sending sending = house.sent.all().get(0);
    assertThat(sending.text())
        .startsWith("Delivered-To: anna@ours.example\r\nFrom: =?utf-8?Q?J=C3=BCrgen_=3Cb=3E?=");
    assertThat(sending.mail().getMaybeSender().asString()).isEqualTo("juergen@ours.example");
    assertThat(sending.mail().getRecipients()).hasSize(2);
    assertThat(MailOrigin.of(sending.mail())).contains(Origin.REDIRECT);
    assertThat(sending.state()).isEqualTo(Mail.DEFAULT);
  }

  @Test
  void aMailThatRunsInACircleIsDeliveredHere() throws Exception {
    MailImpl mail =
        House.mail("Delivered-To: anna@ours.example\n" + House.MESSAGE, "anna@ours.example");
    run(RedirectTo.class, Map.of("to", "a@else.example"), mail);
    assertThat(house.sent.all()).isEmpty();
    assertThat(mail.getRecipients()).hasSize(1);
    assertThat(mail.getState()).isEqualTo("rules");
  }

  @Test
  void oneOfTwoThatHasBeenThereStays() throws Exception {
    MailImpl mail =
        House.mail(
            "Delivered-To: anna@ours.example\n" + House.MESSAGE,
            "anna@ours.example",
            "bert@ours.example");
    run(RedirectTo.class, Map.of("to", "a@else.example"), mail);
    assertThat(house.sent.all()).hasSize(1);
    assertThat(mail.getRecipients()).containsExactly(House.address("anna@ours.example"));
  }

  @Test
  void aCopyIsByteForByteAndOurOwn() throws Exception {
    MailImpl mail = run(SendCopy.class, Map.of("to", "journal@ours.example"));
    Sent.Sending copy = house.sent.all().get(0);
    MimeMultipart parts = (MimeMultipart) copy.mail().getMessage().getContent();
    assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("message/rfc822");
    assertThat(raw(parts.getBodyPart(1))).isEqualTo(Sent.text(mail));
    assertThat(parts.getBodyPart(1).getHeader("Content-Transfer-Encoding")).containsExactly("8bit");
    assertThat(copy.mail().hasSender()).isFalse();
    assertThat(copy.mail().getRecipients()).containsExactly(House.address("journal@ours.example"));
    assertThat(MailOrigin.isOurs(copy.mail())).isTrue();
    assertThat(mail.getState()).isEqualTo("rules");
  }

  private static String raw(BodyPart part) throws Exception {
    return new String(
        ((MimeBodyPart) part).getRawInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void aCopyNamesWhomTheMessageDoesNot() throws Exception {
    MailImpl mail =
        House.loggedIn(
            House.mail(
                House.MESSAGE.replace(
                    "Subject: Hello", "Subject: =?utf-8?Q?a=0D=0ARecipient:_x@else.example?="),
                "anna@ours.example",
                "hidden@else.example"));
    run(SendCopy.class, Map.of("to", "journal@ours.example"), mail);
    MimeMultipart parts = (MimeMultipart) house.sent.all().get(0).mail().getMessage().getContent();
    assertThat(String.valueOf(parts.getBodyPart(0).getContent()).lines())
        .contains(
            "Sender: juergen@ours.example",
            "Login: juergen@ours.example",
            "Subject: a  Recipient: x@else.example",
            "Number: mail-1",
            "Recipient: anna@ours.example",
            "Recipient: hidden@else.example")
        .filteredOn(line -> line.startsWith("Recipient:"))
        .hasSize(2);
  }

  @Test
  void noCopyIsMadeOfACopy() throws Exception {
    MailImpl mail = House.mail(House.MESSAGE);
    MailOrigin.set(mail, Origin.SYSTEM);
    run(SendCopy.class, Map.of("to", "journal@ours.example"), mail);
    assertThat(house.sent.all()).isEmpty();
  }

  @Test
  void aNoticeIsOurOwnAndNobodyAnswersIt() throws Exception {
    run(
        SendNotice.class,
        Map.of("to", "admin@ours.example", "subject", "{rule}", "text", "{sender}: {subject}"),
        House.mail(
            House.MESSAGE.replace("Subject: Hello", "Subject: =?utf-8?Q?a=0D=0ABcc:_{sender}?=")));
    Sent.Sending notice = house.sent.all().get(0);
    assertThat(notice.text())
        .contains(
            "Auto-Submitted: auto-generated",
            "X-Pillarbox-Notice: ",
            "From: postmaster@ours.example",
            "Number of the message: mail-1")
        .doesNotContain("\r\nBcc:");
    assertThat(notice.mail().hasSender()).isFalse();
    assertThat(MailOrigin.isOurs(notice.mail())).isTrue();
    // What stands in a value is no place for another.
    assertThat(notice.text()).contains("Bcc: {sender}");
  }

  @Test
  void noNoticeIsSentAboutWhatAProgramWrote() throws Exception {
    run(
        SendNotice.class,
        Map.of("to", "admin@ours.example"),
        House.mail("Auto-Submitted: auto-replied\n" + House.MESSAGE));
    run(
        SendNotice.class,
        Map.of("to", "admin@ours.example"),
        House.mail("X-Pillarbox-Notice: x\n" + House.MESSAGE));
    assertThat(house.sent.all()).isEmpty();
    run(
        SendNotice.class,
        Map.of("to", "admin@ours.example"),
        House.mail("Auto-Submitted: no\n" + House.MESSAGE));
    assertThat(house.sent.all()).hasSize(1);
  }

  @Test
  void theRateIsThatOfWhoLoggedIn() throws Exception {
    Map<String, String> two = Map.of("most", "2");
    house.count = Fact.of(3L);
    assertThat(run(HoldToRate.class, two).getState()).isEqualTo("rules");
    MailImpl over = run(HoldToRate.class, two, House.loggedIn(House.mail(House.MESSAGE)));
    assertThat(over.getState()).isEqualTo(Mail.GHOST);
    assertThat(house.failed).containsOnlyKeys(House.address("anna@ours.example"));
    house.failed.clear();
    house.count = Fact.of(2L);
    run(HoldToRate.class, two, House.loggedIn(House.mail(House.MESSAGE)));
    assertThat(house.failed).isEmpty();
  }

  @Test
  void aCountThatIsNotKnownPutsTheMailOff() throws Exception {
    house.count = Fact.unknown("the store is away");
    run(
        HoldToRate.class,
        Map.of("most", "2", "by", "network"),
        House.loggedIn(House.mail(House.MESSAGE)));
    assertThat(house.failed).hasSize(1);
  }

  @Test
  void onlyWhoLoggedInIsSuspended() throws Exception {
    run(SuspendSender.class, Map.of());
    assertThat(house.suspended).isEmpty();
    MailImpl forwarded = House.loggedIn(House.mail(House.MESSAGE));
    MailOrigin.set(forwarded, Origin.FORWARD);
    run(SuspendSender.class, Map.of(), forwarded);
    assertThat(house.suspended).isEmpty();
    MailImpl mail = run(SuspendSender.class, Map.of(), House.loggedIn(House.mail(House.MESSAGE)));
    assertThat(house.suspended)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.mailId()).isEqualTo("mail-1");
              assertThat(one.reason()).isEqualTo("Suspended by a rule");
            });
    assertThat(mail.getState()).isEqualTo("rules");
  }

  @Test
  void parametersAreReadAsInARule() {
    assertThatThrownBy(() -> house.mailet(ChooseRoute.class, Map.of()))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("parameter to is missing");
    assertThatThrownBy(() -> house.mailet(ChooseRoute.class, Map.of("to", "h", "port", "x")))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("port 'x'");
    assertThatThrownBy(() -> house.mailet(ChooseRoute.class, Map.of("to", "h", "by", "pigeon")))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("by 'pigeon'")
        .hasMessageContaining("smarthost, host, mx");
    assertThatThrownBy(() -> house.mailet(RedirectTo.class, Map.of("to", "not an address")))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("to 'not an address'");
    assertThatThrownBy(
            () -> house.mailet(HoldInQuarantine.class, Map.of("reason", "x", "digest", "ja")))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("true or false");
  }
}
