package org.pillarbox.webadmin.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.james.task.Hostname;
import org.apache.james.task.MemoryTaskManager;
import org.apache.james.task.TaskId;
import org.apache.james.task.TaskManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.pillarbox.rulebook.explaining.KeptFacts;
import org.pillarbox.rulebook.explaining.PastMail;
import org.pillarbox.rulebook.live.Current;
import org.pillarbox.rulebook.simulating.Simulation;
import org.pillarbox.rulebook.simulating.Simulations;
import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rules.facts.Envelope;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.facts.Session;

/** What DELETE /tasks/{id} does to a simulation. */
class SimulationTaskTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @Test
  void aCancelledSimulationEndsAndWhatItFoundStays() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    PastMail endless =
        (selection, reader) -> {
          assertThat(reader.test(copy())).isTrue();
          begun.countDown();
          while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
          }
          assertThat(reader.test(copy())).isFalse();
        };
    Simulation simulation =
        new Simulation(
            Current.of(Book.empty()),
            Current.of(Book.empty()),
            address -> Fact.of(Set.of()),
            UnaryOperator.identity(),
            CLOCK);
    Simulations.Ready ready =
        new Simulations.Ready(
            simulation,
            endless,
            new PastMail.Selection(
                Optional.empty(),
                Optional.empty(),
                NOW.minusSeconds(1),
                NOW,
                PastMail.Selection.MOST));
    MemoryTaskManager tasks = new MemoryTaskManager(new Hostname("here"));
    try {
      TaskId task = tasks.submit(new SimulationTask(ready, CLOCK, new RecentReports()));
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

      tasks.cancel(task);

      assertThat(tasks.await(task, Duration.ofSeconds(20)).getStatus())
          .isEqualTo(TaskManager.Status.CANCELLED);
      Awaitility.await("it has ended")
          .atMost(Duration.ofSeconds(20))
          .until(() -> simulation.report().ended().equals("it was cancelled"));
      assertThat(simulation.report().complete()).isFalse();
      assertThat(simulation.report().copies()).isPositive();
    } finally {
      tasks.stop();
    }
  }

  private static PastMail.Copy copy() {
    Facts facts =
        Facts.atRcpt(
            NOW,
            new Envelope(
                Origin.MX,
                Fact.absent(),
                Party.of("bob@ours.test", true),
                Fact.later(),
                Fact.later()),
            Session.none());
    return new PastMail.Copy(
        "m", new KeptFacts.Kept("bob@ours.test", NOW, 1, "accepted", "", facts));
  }
}
