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
    String account =
        user()
            .call("GET", "/jmap/session", "", "Accept", RFC_8621)
            .body()
            .replaceAll(
                "(?s).*\"primaryAccounts\"[^}]*\"urn:ietf:params:jmap:mail\"\\s*:\\s*\"([^\"]+)\".*",
                "$1");

    HttpResponse<String> answer =
        user()
            .call(
                "POST",
                "/jmap",
                ("{'using':['urn:ietf:params:jmap:core','urn:ietf:params:jmap:mail'],'methodCalls':["
                        + "['Email/query',{'accountId':'ACCOUNT','filter':{}},'a'],"
                        + "['Email/get',{'accountId':'ACCOUNT','properties':['subject'],"
                        + "'#ids':{'resultOf':'a','name':'Email/query','path':'/ids/*'}},'b']]}")
                    .replace("ACCOUNT", account)
                    .replace('\'', '"'),
                "Accept",
                RFC_8621,
                "Content-Type",
                "application/json; charset=UTF-8");

    assertThat(answer.body()).contains("For JMAP");
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
