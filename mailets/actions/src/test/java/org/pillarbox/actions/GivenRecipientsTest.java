package org.pillarbox.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.junit.jupiter.api.Test;

class GivenRecipientsTest {
  private static MailImpl mail() throws Exception {
    return MailImpl.builder().name("m").build();
  }

  @Test
  void whoWasFoundByAnAliasIsKnownByIt() throws Exception {
    MailImpl mail = mail();
    MailAddress anna = new MailAddress("anna@ours.example");
    MailAddress bert = new MailAddress("bert@ours.example");
    MailAddress team = new MailAddress("team@ours.example");
    GivenRecipients.note(mail, Map.of(anna, team, bert, bert));
    assertThat(GivenRecipients.of(mail))
        .containsExactly(Map.entry("anna@ours.example", "team@ours.example"));
    assertThat(GivenRecipients.of((MailImpl) mail.duplicate())).hasSize(1);
  }

  @Test
  void aLaterExpansionCountsAlone() throws Exception {
    MailImpl mail = mail();
    MailAddress anna = new MailAddress("anna@ours.example");
    GivenRecipients.note(mail, Map.of(anna, new MailAddress("team@ours.example")));
    GivenRecipients.note(mail, Map.of(anna, anna));
    assertThat(GivenRecipients.of(mail)).isEmpty();
  }
}
