package org.pillarbox.actions.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import javax.mail.Flags;
import org.apache.james.core.Username;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.StorageDirective;
import org.junit.jupiter.api.Test;
import org.pillarbox.actions.Quarantine.Kind;

/** How mail is delivered here, or held. */
class DeliveryActionsTest {
  private static final Username ANNA = Username.of("anna@ours.example");

  private final House house = new House();
  private final MailImpl mail;

  DeliveryActionsTest() throws Exception {
    mail = House.mail(House.MESSAGE);
  }

  private StorageDirective directive() {
    return StorageDirective.fromMail(ANNA, mail);
  }

  @Test
  void aFolderIsNamedForEachRecipient() throws Exception {
    MailImpl two = House.mail(House.MESSAGE, "anna@ours.example", "bert@ours.example");
    house.mailet(DeliverInto.class, Map.of("name", "News/Daily")).service(two);
    assertThat(StorageDirective.fromMail(ANNA, two).getTargetFolder()).contains("News/Daily");
    assertThat(StorageDirective.fromMail(Username.of("bert@ours.example"), two).getTargetFolder())
        .contains("News/Daily");
    assertThat(StorageDirective.fromMail(ANNA, two).getFlags()).isEmpty();
  }

  @Test
  void aFolderMayTakeItAsRead() throws Exception {
    house.mailet(DeliverInto.class, Map.of("name", "News", "seen", "true")).service(mail);
    assertThat(directive().getFlags()).contains(new Flags(Flags.Flag.SEEN));
  }

  @Test
  void aScriptThatOnlyKeepsTheMailLeavesItInTheRulesFolder() throws Exception {
    house.mailet(DeliverInto.class, Map.of("name", "News")).service(mail);
    choose("INBOX");
    house.mailet(FolderOfRule.class, Map.of()).service(mail);
    assertThat(directive().getTargetFolder()).contains("News");
  }

  @Test
  void aScriptThatFilesTheMailHasTheLastWord() throws Exception {
    house.mailet(DeliverInto.class, Map.of("name", "News")).service(mail);
    choose("Private");
    house.mailet(FolderOfRule.class, Map.of()).service(mail);
    assertThat(directive().getTargetFolder()).contains("Private");
  }

  @Test
  void withoutARulesFolderNothingIsChosen() throws Exception {
    house.mailet(FolderOfRule.class, Map.of()).service(mail);
    assertThat(directive().getTargetFolder()).isEmpty();
  }

  private void choose(String folder) {
    StorageDirective.builder()
        .targetFolder(folder)
        .build()
        .encodeAsAttributes(ANNA)
        .forEach(mail::setAttribute);
  }

  @Test
  void flagsAddUp() throws Exception {
    house.mailet(FlagMessage.class, Map.of("set", "flagged, $One")).service(mail);
    house.mailet(FlagMessage.class, Map.of("set", "Seen, $Two, draft")).service(mail);
    Flags flags = directive().getFlags().orElseThrow();
    assertThat(flags.contains(Flags.Flag.FLAGGED)).isTrue();
    assertThat(flags.contains(Flags.Flag.SEEN)).isTrue();
    assertThat(flags.contains(Flags.Flag.DRAFT)).isFalse();
    assertThat(flags.getUserFlags()).containsExactlyInAnyOrder("$One", "$Two");
  }

  @Test
  void quarantineKnowsWhatTheDigestNames() throws Exception {
    house.mailet(HoldInQuarantine.class, Map.of("reason", "one")).service(mail);
    assertThat(mail.getState()).isEqualTo(Mail.GHOST);
    house
        .mailet(HoldInQuarantine.class, Map.of("reason", "two", "digest", "false"))
        .service(House.mail(House.MESSAGE, "bert@ours.example"));
    house
        .mailet(DiscardQuietly.class, Map.of())
        .service(House.mail(House.MESSAGE, "carl@ours.example"));
    assertThat(house.quarantine.items())
        .extracting(item -> item.holding().kind())
        .containsExactly(Kind.HELD, Kind.HELD_QUIETLY, Kind.DISCARDED);
  }
}
