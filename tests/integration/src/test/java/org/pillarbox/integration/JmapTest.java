package org.pillarbox.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningAppliance.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JmapTest {
  private static final String RFC_8621 = "application/json; jmapVersion=rfc-8621";

  private final TestAppliance appliance;

  JmapTest(TestAppliance appliance) {
    this.appliance = appliance;
  }

  @BeforeAll
  void accounts() throws Exception {
    appliance.account("jmap.user");
  }

  @Test
  void theSessionNamesTheAccount() throws Exception {
    HttpResponse<String> session = user().call("GET", "/jmap/session", "", "Accept", RFC_8621);

    assertThat(session.statusCode()).isEqualTo(200);
    assertThat(session.body()).contains("jmap.user@example.org");
  }

  @Test
  void mailIsListed() throws Exception {
    appliance.deliver("someone@elsewhere.example", "jmap.user", "For JMAP");
    appliance.awaitSubject("jmap.user", "INBOX", "For JMAP");

    String answer =
        ask(
            "['Email/query',{'accountId':'ACCOUNT','filter':{}},'a'],"
                + "['Email/get',{'accountId':'ACCOUNT','properties':['subject'],"
                + "'#ids':{'resultOf':'a','name':'Email/query','path':'/ids/*'}},'b']");

    assertThat(answer).contains("For JMAP");
  }

  @Test
  void aMessageIsImportedUnlessItIsOverABoundOfSmtp() throws Exception {
    String inbox =
        value(
            "id",
            ask(
                "['Mailbox/query',{'accountId':'ACCOUNT','filter':{'role':'inbox'}},'a'],"
                    + "['Mailbox/get',{'accountId':'ACCOUNT','properties':['id'],"
                    + "'#ids':{'resultOf':'a','name':'Mailbox/query','path':'/ids/*'}},'b']"));

    assertThat(imported(inbox, "Subject: Imported\r\n\r\ntext\r\n")).contains("\"created\":{");
    assertThat(imported(inbox, "X-A: 1\r\n".repeat(2_001) + "\r\ntext\r\n"))
        .contains("\"notCreated\":{")
        .contains("too many header lines, allowed are 2000");
  }

  private String imported(String mailbox, String message) throws Exception {
    HttpResponse<String> upload =
        user()
            .call(
                "POST",
                "/upload/" + account(),
                message,
                "Accept",
                RFC_8621,
                "Content-Type",
                "message/rfc822");
    assertThat(upload.statusCode()).as(upload.body()).isEqualTo(201);
    return ask(
        "['Email/import',{'accountId':'ACCOUNT','emails':{'one':{'blobId':'BLOB',"
                .replace("BLOB", value("blobId", upload.body()))
            + "'mailboxIds':{'MAILBOX':true},".replace("MAILBOX", mailbox)
            + "'keywords':{'$seen':true},'receivedAt':'2026-11-23T10:00:00Z'}}},'a']");
  }

  /** What the methods answer. */
  private String ask(String calls) throws Exception {
    return user()
        .call(
            "POST",
            "/jmap",
            ("{'using':['urn:ietf:params:jmap:core','urn:ietf:params:jmap:mail'],'methodCalls':["
                    + calls
                    + "]}")
                .replace("ACCOUNT", account())
                .replace('\'', '"'),
            "Accept",
            RFC_8621,
            "Content-Type",
            "application/json; charset=UTF-8")
        .body();
  }

  private String account() throws Exception {
    String session = user().call("GET", "/jmap/session", "", "Accept", RFC_8621).body();
    return value(
        "urn:ietf:params:jmap:mail", session.substring(session.indexOf("primaryAccounts")));
  }

  /** The first value of that name that is a string. */
  private static String value(String name, String json) {
    return json.replaceAll("(?s).*?\"" + name + "\"\\s*:\\s*\"([^\"]+)\".*", "$1");
  }

  @Test
  void aBareHeaderIsNoLogin() throws Exception {
    HttpResponse<String> session =
        appliance
            .restAs("")
            .call(
                "GET", "/jmap/session", "", "Accept", RFC_8621, "X-User", "jmap.user@example.org");

    assertThat(session.statusCode()).isEqualTo(401);
  }

  private Rest user() {
    String login = "jmap.user@example.org:" + TestAppliance.PASSWORD;
    return appliance.restAs("Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
  }
}
