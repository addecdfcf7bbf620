package org.pillarbox.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The paths that need Cassandra; all others are asked in room webadmin. */
@ExtendWith(RunningAppliance.class)
class RulePathsTest {
  private static final Set<String> TAGS = Set.of("rules", "lists", "quarantine");

  private final TestAppliance appliance;

  RulePathsTest(TestAppliance appliance) {
    this.appliance = appliance;
  }

  @Test
  void everyPathOfTheDescriptionExists() throws Exception {
    JsonNode paths = new ObjectMapper().readTree(appliance.rest().get("/openapi.json"));
    List<String> missing = new ArrayList<>();
    int asked = 0;
    for (Map.Entry<String, JsonNode> path : paths.path("paths").properties()) {
      if (TAGS.contains(path.getValue().findPath("tags").path(0).asText())) {
        String target = path.getKey().replaceAll("[{][a-zA-Z]+}", "zzz");
        for (Map.Entry<String, JsonNode> verb : path.getValue().properties()) {
          String method = verb.getKey().toUpperCase(Locale.ROOT);
          HttpResponse<String> answer = appliance.rest().call(method, target, "{}");
          asked++;
          if (answer.body().contains("can not be found") || answer.statusCode() >= 500) {
            missing.add(method + " " + path.getKey() + " " + answer.statusCode());
          }
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(asked).isGreaterThan(25);
  }
}
