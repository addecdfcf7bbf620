package org.pillarbox.protection.imap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pillarbox.protection.testing.Appliance;
import org.pillarbox.protection.testing.Dialogue;

/** Ports 143 and 993, as a mail program and as somebody with bad intentions meet them. */
final class ImapDialogueTest {
  private static final String LOGIN = "bob@example.org \"" + Appliance.PASSWORD + "\"";

  private final Appliance appliance = Appliance.running();
  private Dialogue server;

  @BeforeEach
  void connect() {
    server = Dialogue.connectTls(appliance.port("imaps"));
    assertThat(server.line()).startsWith("* OK");
  }

  @AfterEach
  void hangUp() {
    server.close();
  }

  @Test
  void offersAndTakesNoPasswordBeforeTlsOnPort143() {
    try (Dialogue plain = Dialogue.connect(appliance.port("imap"))) {
      plain.line();
      assertThat(plain.askUntil("a CAPABILITY", "a "))
          .contains("STARTTLS")
          .contains("LOGINDISABLED")
          .doesNotContain("AUTH=PLAIN");
      assertThat(plain.ask("b LOGIN " + LOGIN)).startsWith("b NO");
      assertThat(plain.ask("c AUTHENTICATE PLAIN")).startsWith("c NO");
      assertThat(plain.ask("d STARTTLS")).startsWith("d OK");
      plain.startTls();
      assertThat(plain.askUntil("e CAPABILITY", "e "))
          .contains("AUTH=PLAIN")
          .doesNotContain("LOGINDISABLED");
      assertThat(plain.askUntil("f LOGIN " + LOGIN, "f ")).contains("f OK");
    }
  }

  @Test
  void takesAPasswordInTwoSteps() {
    assertThat(server.ask("a AUTHENTICATE PLAIN")).startsWith("+");
    assertThat(server.askUntil(Dialogue.plain("bob@example.org", Appliance.PASSWORD), "a "))
        .contains("a OK");
    assertThat(server.askUntil("b SELECT INBOX", "b ")).contains("b OK");
  }

  @Test
  void refusesALiteralBombBeforeLoginWithoutReadingIt() {
    assertThat(server.ask("a LOGIN {2000000000}")).startsWith("* BYE");
    assertThat(server.line()).isEmpty();
  }

  @Test
  void refusesManyLiteralsBeforeLogin() {
    StringBuilder command = new StringBuilder("a LOGIN");
    for (int i = 0; i < 100; i++) {
      command.append(" {1+}\r\nx");
    }
    assertCutOff(command + "\r\n");
  }

  @Test
  void refusesALongCommandBeforeLogin() {
    assertCutOff("a LOGIN " + "x".repeat(20_000) + "\r\n");
  }

  @Test
  void refusesASearchThatIsNestedTooDeep() {
    login();
    assertCutOff("b SEARCH " + "(".repeat(5_000) + "ALL" + ")".repeat(5_000) + "\r\n");
  }

  @Test
  void refusesASearchWithThousandsOfNots() {
    login();
    assertCutOff("b SEARCH " + "NOT ".repeat(10_000) + "SEEN\r\n");
  }

  @Test
  void searchesAsPeopleDo() {
    login();
    assertThat(server.askUntil("b SEARCH OR (FROM \"a(((\" NOT SEEN) OR SUBJECT b (TO c)", "b "))
        .contains("b OK");
  }

  @Test
  void takesALargeMessageByAppendAfterLogin() {
    login();
    String message = "Subject: large\r\n\r\n" + "z".repeat(70).concat("\r\n").repeat(2_000);
    assertThat(server.ask("b APPEND INBOX {" + message.length() + "}")).startsWith("+");
    server.send(message + "\r\n");
    assertThat(server.until("b ")).contains("b OK");
  }

  @Test
  void whatIsExaminedStaysAsItIs() {
    login();
    assertThat(server.askUntil("b CREATE Examined", "b ")).contains("b OK");
    String message = "Subject: x\r\n\r\ntext\r\n";
    assertThat(server.ask("c APPEND Examined {" + message.length() + "}")).startsWith("+");
    server.send(message + "\r\n");
    assertThat(server.until("c ")).contains("c OK");
    assertThat(server.ask("d APPEND Examined (\\Deleted) {" + message.length() + "}"))
        .startsWith("+");
    server.send(message + "\r\n");
    assertThat(server.until("d ")).contains("d OK");

    assertThat(server.askUntil("e EXAMINE Examined", "e ")).contains("e OK [READ-ONLY]");
    assertThat(server.askUntil("f FETCH 1 (UID FLAGS BODY[TEXT])", "f ")).contains("text");
    assertThat(server.askUntil("g FETCH 1 FLAGS", "g ")).doesNotContain("\\Seen");
    assertThat(server.askUntil("h STORE 1 +FLAGS (\\Seen)", "h ")).contains("h NO [READ-ONLY]");
    assertThat(server.askUntil("i EXPUNGE", "i ")).contains("i NO [READ-ONLY]");
    assertThat(server.askUntil("j UID MOVE 1 INBOX", "j ")).contains("j NO [READ-ONLY]");
    assertThat(server.askUntil("k CLOSE", "k ")).contains("k OK");

    assertThat(server.askUntil("l SELECT Examined", "l ")).contains("* 2 EXISTS");
    assertThat(server.askUntil("m FETCH 1 BODY[TEXT]", "m ")).contains("\\Seen");
    assertThat(server.askUntil("n CLOSE", "n ")).contains("n OK");
    assertThat(server.askUntil("o SELECT Examined", "o ")).contains("* 1 EXISTS");
  }

  @Test
  void refusesByAppendWhatSmtpWouldRefuseAndSaysWhichBound() {
    login();
    String message = "X-A: 1\r\n".repeat(2_001) + "\r\ntext\r\n";
    assertThat(server.ask("b APPEND INBOX {" + message.length() + "}")).startsWith("+");
    server.send(message + "\r\n");
    assertThat(server.until("b ")).contains("b NO").contains("too many header lines, allowed");
    assertThat(server.askUntil("c NOOP", "c ")).contains("c OK");
  }

  private void login() {
    assertThat(server.askUntil("a LOGIN " + LOGIN, "a ")).contains("a OK");
    assertThat(server.askUntil("s SELECT INBOX", "s ")).contains("s OK");
  }

  /**
   * The last word may be lost when the server closes with our bytes unread; an answer would not be.
   */
  private void assertCutOff(String command) {
    server.send(command);
    assertThat(server.until("* BYE").trim()).matches("(?s)|\\* BYE.*");
    assertThat(server.line()).isEmpty();
  }
}
