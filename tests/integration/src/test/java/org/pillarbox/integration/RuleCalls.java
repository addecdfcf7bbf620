package org.pillarbox.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

/** What an administrator does with rules over REST. */
final class RuleCalls {
  private final TestAppliance appliance;

  RuleCalls(TestAppliance appliance) {
    this.appliance = appliance;
  }

  long version() throws Exception {
    return Long.parseLong(etag(appliance.rest().call("GET", "/rules", "")));
  }

  static String etag(HttpResponse<String> response) {
    return response.headers().firstValue("ETag").orElseThrow().replace("\"", "");
  }

  HttpResponse<String> put(String rules, long seen) throws Exception {
    return appliance
        .rest()
        .call("PUT", "/rules?comment=test", rules, "If-Match", "\"" + seen + "\"");
  }

  long apply(String rules) throws Exception {
    HttpResponse<String> made = put(rules, version());
    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    return Long.parseLong(etag(made));
  }

  String simulated(String request) throws Exception {
    HttpResponse<String> started = appliance.rest().call("POST", "/rules/simulations", request);
    assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
    return appliance.rest().get(started.headers().firstValue("Location").orElseThrow() + "/await");
  }
}
