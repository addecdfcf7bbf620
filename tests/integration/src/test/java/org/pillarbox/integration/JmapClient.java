package org.pillarbox.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Base64;

/** A user's program that speaks JMAP. */
final class JmapClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RFC_8621 = "application/json; jmapVersion=rfc-8621";

  private final Rest rest;
  private final String account;

  private JmapClient(Rest rest, String account) {
    this.rest = rest;
    this.account = account;
  }

  static JmapClient login(TestAppliance appliance, String name) throws Exception {
    String login = name + "@example.org:" + TestAppliance.PASSWORD;
    Rest rest =
        appliance.restAs("Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
    JsonNode session =
        JSON.readTree(rest.call("GET", "/jmap/session", "", "Accept", RFC_8621).body());
    String account =
        session.path("primaryAccounts").path("urn:ietf:params:jmap:mail").asText("none");
    return new JmapClient(rest, account);
  }

  /** The answers to method calls, written with ' for " and ACCOUNT for the account. */
  JsonNode call(String methodCalls) throws Exception {
    String body =
        ("{'using':['urn:ietf:params:jmap:core','urn:ietf:params:jmap:mail',"
                + "'urn:ietf:params:jmap:submission'],'methodCalls':"
                + methodCalls
                + "}")
            .replace("ACCOUNT", account)
            .replace('\'', '"');
    HttpResponse<String> answer =
        rest.call(
            "POST",
            "/jmap",
            body,
            "Accept",
            RFC_8621,
            "Content-Type",
            "application/json; charset=UTF-8");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("methodResponses");
  }

  /** Uploads bytes; the id of the blob. */
  String upload(String content) throws Exception {
    HttpResponse<String> answer =
        rest.call(
            "POST",
            "/upload/" + account,
            content,
            "Accept",
            RFC_8621,
            "Content-Type",
            "message/rfc822");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body()).path("blobId").asText();
  }

  /** The id of the folder of that role, such as {@code inbox}. */
  String folder(String role) throws Exception {
    for (JsonNode folder :
        call("[['Mailbox/get',{'accountId':'ACCOUNT','ids':null},'m']]").findPath("list")) {
      if (folder.path("role").asText().equals(role)) {
        return folder.path("id").asText();
      }
    }
    throw new AssertionError("no folder of role " + role);
  }
}
