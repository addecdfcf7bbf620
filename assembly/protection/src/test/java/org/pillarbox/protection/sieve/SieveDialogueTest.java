package org.pillarbox.protection.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pillarbox.protection.testing.Appliance;
import org.pillarbox.protection.testing.Dialogue;

/** Port 4190, as a program that edits filters meets it. */
final class SieveDialogueTest {
  private final Appliance appliance = Appliance.running();
  private Dialogue server;

  @BeforeEach
  void connect() {
    server = Dialogue.connect(appliance.port("managesieve"));
    assertThat(server.until("OK"))
        .contains("\"STARTTLS\"")
        .contains("\"SASL\" \"\"")
        .contains("\"SIEVE\"");
  }

  @AfterEach
  void hangUp() {
    server.close();
  }

  @Test
  void takesNoPasswordBeforeTls() {
    assertThat(
            server.ask(
                "AUTHENTICATE \"PLAIN\" \""
                    + Dialogue.plain("bob@example.org", Appliance.PASSWORD)
                    + "\""))
        .startsWith("NO (ENCRYPT-NEEDED)");
    assertThat(server.ask("LISTSCRIPTS")).startsWith("NO");
  }

  @Test
  void tellsItsCapabilitiesAgainAfterTls() {
    assertThat(secure()).contains("\"SASL\" \"PLAIN\"").doesNotContain("STARTTLS");
  }

  @Test
  void keepsAScriptAndGivesItBackOctetByOctet() {
    secure();
    assertThat(login()).startsWith("OK");
    String script = "# K\u00e4se f\u00fcr alle\r\nkeep;\r\n";
    int octets = script.getBytes(StandardCharsets.UTF_8).length;
    assertThat(put("umlaut", script)).startsWith("OK");
    assertThat(server.ask("GETSCRIPT \"umlaut\""))
        .startsWith("{")
        .contains(Integer.toString(octets));
    // Up to the empty line that ends the literal; what follows it is the answer's end.
    assertThat(server.until("OK")).contains("K\u00e4se");
    assertThat(server.line()).startsWith("OK");
    assertThat(server.ask("SETACTIVE \"umlaut\"")).startsWith("OK");
    assertThat(server.askUntil("LISTSCRIPTS", "OK")).contains("\"umlaut\" ACTIVE");
  }

  @Test
  void refusesAScriptThatDoesNotParseAndDoesNotKeepIt() {
    secure();
    login();
    assertThat(put("broken", "this is no sieve {\r\n")).startsWith("NO");
    String rest = server.askUntil("NOOP", "OK");
    assertThat(rest).contains("OK");
    assertThat(server.askUntil("LISTSCRIPTS", "OK")).doesNotContain("broken");
  }

  @Test
  void takesAPasswordInTwoSteps() {
    secure();
    assertThat(server.ask("AUTHENTICATE \"PLAIN\"")).isEqualTo("\"\"");
    assertThat(server.ask("\"" + Dialogue.plain("bob@example.org", Appliance.PASSWORD) + "\""))
        .startsWith("OK");
  }

  @Test
  void closesAfterTheThirdWrongPassword() {
    secure();
    String wrong = "AUTHENTICATE \"PLAIN\" \"" + Dialogue.plain("bob@example.org", "wrong") + "\"";
    assertThat(server.ask(wrong)).startsWith("NO");
    assertThat(server.ask(wrong)).startsWith("NO");
    assertThat(server.ask(wrong)).startsWith("BYE");
    assertThat(server.line()).isEmpty();
  }

  private String secure() {
    assertThat(server.ask("STARTTLS")).startsWith("OK");
    server.startTls();
    return server.until("OK");
  }

  private String login() {
    return server.ask(
        "AUTHENTICATE \"PLAIN\" \"" + Dialogue.plain("bob@example.org", Appliance.PASSWORD) + "\"");
  }

  private String put(String name, String script) {
    byte[] octets = script.getBytes(StandardCharsets.UTF_8);
    server.send("PUTSCRIPT \"" + name + "\" {" + octets.length + "+}\r\n");
    server.send(new String(octets, StandardCharsets.ISO_8859_1) + "\r\n");
    return server.line();
  }
}
