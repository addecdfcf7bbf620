package org.pillarbox.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.mail.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningAppliance.class)
class AdminTest {
  private final TestAppliance appliance;

  AdminTest(TestAppliance appliance) {
    this.appliance = appliance;
  }

  @Test
  void withoutATokenNothingIsTold() throws Exception {
    for (String path :
        List.of("/domains", "/users", "/healthcheck", "/metrics", "/mailQueues", "/tasks")) {
      assertThat(appliance.restAs("").call("GET", path, "").statusCode()).as(path).isEqualTo(401);
    }
  }

  @Test
  void everythingIsHealthyAfterTheStart() throws Exception {
    assertThat(appliance.rest().get("/healthcheck")).contains("\"status\":\"healthy\"");
  }

  @Test
  void metricsAreInPrometheusForm() throws Exception {
    assertThat(appliance.rest().get("/metrics")).contains("# TYPE");
  }

  @Test
  void theInternalAccountOfTheSelfTestIsGone() throws Exception {
    assertThat(appliance.rest().get("/users")).doesNotContain("self-test");
  }

  @Test
  void theGivenPasswordOpensTheFirstAccountAndLiesNowhereElse() throws Exception {
    assertThat(appliance.data().resolve("run/admin-password")).doesNotExist();
    try (Store store = appliance.imap("admin")) {
      assertThat(store.isConnected()).isTrue();
    }
  }

  @Test
  void aNewDomainHasItsRoleAddresses() throws Exception {
    appliance.rest().put("/domains/second.example", "");

    try (Conversation smtp = appliance.smtp("MAIL FROM:<someone@elsewhere.example>")) {
      for (String role : List.of("postmaster", "abuse", "hostmaster", "webmaster")) {
        assertThat(smtp.ask("RCPT TO:<" + role + "@second.example>")).as(role).startsWith("250");
      }
    }
    appliance.rest().delete("/domains/second.example");
  }
}
