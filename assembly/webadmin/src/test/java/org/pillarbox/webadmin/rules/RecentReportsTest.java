package org.pillarbox.webadmin.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RecentReportsTest {
  private final RecentReports reports = new RecentReports();

  @Test
  void onlyTheNewestAreKept() {
    List<Supplier<JsonNode>> all = new ArrayList<>();
    for (int i = 0; i <= RecentReports.KEPT; i++) {
      all.add(reports.keep(UUID.randomUUID(), IntNode.valueOf(i)));
    }

    assertThat(all.get(0).get().isNull()).isTrue();
    assertThat(all.get(1).get().intValue()).isEqualTo(1);
    assertThat(all.get(RecentReports.KEPT).get().intValue()).isEqualTo(RecentReports.KEPT);
  }

  @Test
  void whatASimulationTellsLaterTakesThePlaceOfWhatItToldBefore() {
    UUID simulation = UUID.randomUUID();
    Supplier<JsonNode> early = reports.keep(simulation, IntNode.valueOf(1));
    reports.keep(simulation, IntNode.valueOf(2));

    assertThat(early.get().intValue()).isEqualTo(2);
  }
}
