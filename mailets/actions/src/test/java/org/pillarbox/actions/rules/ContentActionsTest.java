package org.pillarbox.actions.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.mail.MessagingException;
import org.apache.james.server.core.MailImpl;
import org.junit.jupiter.api.Test;
import org.pillarbox.actions.Quarantine.Kind;
import org.pillarbox.rules.list.IndexedLists;
import org.pillarbox.rules.list.ListKind;
import org.pillarbox.rules.list.NamedList;

/** What is changed in a message. */
class ContentActionsTest {
  private static final String WITH_SCRIPT =
      """
      From: =?utf-8?Q?J=C3=BCrgen_=3Cb=3E?= <juergen@ours.example>
      Subject: Two files
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/html; charset=utf-8

      <html><body><p>See the files</p></body></html>
      --b
      Content-Type: application/octet-stream; name="run.JS"
      Content-Disposition: attachment; filename="run.JS"

      alert(1)
      --b
      Content-Type: application/pdf; name="good.pdf"
      Content-Disposition: attachment; filename="good.pdf"

      %PDF-1.4
      --b--
      """;

  private final House house = new House();

  private String strip(String message, Map<String, String> parameters) throws Exception {
    MailImpl mail = House.mail(message);
    house.mailet(TakeOutAttachments.class, parameters).service(mail);
    return Sent.text(mail);
  }

  private String disclaimer(String message, Map<String, String> parameters) throws Exception {
    MailImpl mail = House.mail(message);
    house.mailet(PutDisclaimer.class, parameters).service(mail);
    return Sent.text(mail);
  }

  @Test
  void aScriptIsTakenOutSaidSoAndTheOriginalKept() throws Exception {
    String text = strip(WITH_SCRIPT, Map.of("extension", "js"));
    assertThat(text)
        .contains("Removed by a rule of this server: run.JS", "Number of this message: mail-1")
        .contains("%PDF-1.4")
        .doesNotContain("alert(1)");
    assertThat(house.quarantine.items()).hasSize(1);
    assertThat(house.quarantine.items().get(0).holding().kind()).isEqualTo(Kind.ORIGINAL);
    assertThat(Sent.text(house.quarantine.items().get(0).mail()))
        .isEqualTo(WITH_SCRIPT.replace("\n", "\r\n"));
  }

  @Test
  void whatCannotBeKeptIsNotTakenOut() throws Exception {
    house.quarantine.setAway(true);
    MailImpl mail = House.mail(WITH_SCRIPT);
    TakeOutAttachments mailet = house.mailet(TakeOutAttachments.class, Map.of("extension", "js"));
    assertThatThrownBy(() -> mailet.service(mail)).isInstanceOf(MessagingException.class);
    assertThat(Sent.text(mail)).contains("alert(1)");
  }

  @Test
  void aFileIsKnownByItsContentWhateverItIsCalled() throws Exception {
    house.types =
        bytes ->
            content ->
                new String(content, java.nio.charset.StandardCharsets.US_ASCII).startsWith("alert")
                    ? Set.of("text/javascript")
                    : Set.of();
    assertThat(strip(WITH_SCRIPT, Map.of("type", "text/javascript"))).doesNotContain("alert(1)");
  }

  @Test
  void aNamedListSaysWhatGoes() throws Exception {
    house.lists =
        IndexedLists.of(List.of(NamedList.of("programs", ListKind.PATTERNS, List.of("*.js"))));
    assertThat(strip(WITH_SCRIPT, Map.of("list", "programs"))).doesNotContain("alert(1)");
  }

  @Test
  void withoutItsListTheMailWaits() throws Exception {
    assertThatThrownBy(() -> strip(WITH_SCRIPT, Map.of("list", "programs")))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("programs");
  }

  @Test
  void whereNothingIsTakenOutNothingIsKept() throws Exception {
    assertThat(strip(WITH_SCRIPT, Map.of("extension", "exe")))
        .isEqualTo(WITH_SCRIPT.replace("\n", "\r\n"));
    assertThat(house.quarantine.items()).isEmpty();
  }

  @Test
  void aDisclaimerNamesTheSenderAndTheirNameIsNoHtml() throws Exception {
    String text =
        disclaimer(
            WITH_SCRIPT,
            Map.of("text", "Sent by {sender.name}", "html", "<p>Sent by {sender.name}</p>"));
    assertThat(text).contains("&lt;b&gt;").doesNotContain("Sent by Jürgen <b>");
    assertThat(disclaimer(House.MESSAGE, Map.of("text", "Sent by {sender.name}")))
        .contains("Sent by Jürgen <b>");
  }

  @Test
  void theDirectoryKnowsBetterThanTheSendersProgram() throws Exception {
    house.directory.put("name", "Dr. J. Example");
    house.directory.put("title", "Counsel");
    MailImpl mail = House.loggedIn(House.mail(House.MESSAGE));
    house
        .mailet(
            PutDisclaimer.class,
            Map.of("text", "{sender.name}, {sender.title}{sender.phone}, {unknown}, {date}"))
        .service(mail);
    assertThat(Sent.text(mail)).contains("Dr. J. Example, Counsel, {unknown}, 2026-11-23");
  }

  @Test
  void theDirectoryIsNotAskedForWhoOnlySaysThatTheyAreOurs() throws Exception {
    house.directory.put("phone", "4711");
    assertThat(disclaimer(House.MESSAGE, Map.of("text", "Phone {sender.phone}.")))
        .contains("Phone .")
        .doesNotContain("4711");
  }

  @Test
  void whatTheDirectorySaysIsNoHtml() throws Exception {
    house.directory.put("title", "Head of <script>R&D</script>");
    MailImpl mail = House.loggedIn(House.mail(WITH_SCRIPT));
    house
        .mailet(
            PutDisclaimer.class, Map.of("text", "{sender.title}", "html", "<p>{sender.title}</p>"))
        .service(mail);
    assertThat(Sent.text(mail))
        .contains("<p>Head of &lt;script&gt;R&amp;D&lt;/script&gt;</p>")
        .doesNotContain("<script>");
  }

  @Test
  void aDisclaimerDoesNotStandTwice() throws Exception {
    String once = disclaimer(House.MESSAGE, Map.of("text", "Kind regards"));
    String twice = disclaimer(once.replace("\r\n", "\n"), Map.of("text", "Kind regards"));
    assertThat(once).contains("Kind regards");
    assertThat(twice).isEqualTo(once);
  }

  @Test
  void aFieldIsAddedReplacedAndTakenAway() throws Exception {
    MailImpl mail = House.mail(House.MESSAGE);
    house.mailet(AddField.class, Map.of("name", "X-A", "value", "1")).service(mail);
    house.mailet(AddField.class, Map.of("name", "X-A", "value", "2")).service(mail);
    house.mailet(ReplaceField.class, Map.of("name", "X-A", "value", "3")).service(mail);
    assertThat(Sent.text(mail)).isEqualTo("X-A: 3\r\n" + House.MESSAGE.replace("\n", "\r\n"));
    house.mailet(RemoveField.class, Map.of("name", "x-a")).service(mail);
    assertThat(Sent.text(mail)).isEqualTo(House.MESSAGE.replace("\n", "\r\n"));
  }

  @Test
  void fieldsThatSayHowAMessageIsReadAreNotARulesBusiness() {
    for (String name : List.of("Content-Type", "received", "DKIM-Signature", "MIME-Version")) {
      assertThatThrownBy(() -> house.mailet(AddField.class, Map.of("name", name, "value", "x")))
          .isInstanceOf(MessagingException.class)
          .hasMessageContaining(name);
    }
  }

  @Test
  void aSubjectMayBeTaggedBehind() throws Exception {
    MailImpl mail = House.mail(House.MESSAGE);
    house.mailet(MarkSubject.class, Map.of("text", "(ours)", "where", "after")).service(mail);
    assertThat(mail.getMessage().getSubject()).isEqualTo("Hello (ours)");
  }
}
