package org.pillarbox.webadmin.rules;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.task.TaskType;
import org.pillarbox.rulebook.simulating.Simulations;

/** Rules are tried on past mail, as a task that can be watched, awaited and cancelled. */
final class SimulationTask implements Task {
  static final TaskType TYPE = TaskType.of("rules-simulation");

  private final Simulations.Ready simulation;
  private final Clock clock;
  private final RecentReports reports;
  private final UUID id = UUID.randomUUID();

  SimulationTask(Simulations.Ready simulation, Clock clock, RecentReports reports) {
    this.simulation = simulation;
    this.clock = clock;
    this.reports = reports;
  }

  /** A cancelled task is interrupted; what was found until then stays to be read. */
  @Override
  public Result run() {
    simulation.run();
    return Result.COMPLETED;
  }

  @Override
  public TaskType type() {
    return TYPE;
  }

  @Override
  public Optional<TaskExecutionDetails.AdditionalInformation> details() {
    return Optional.of(
        new SimulationDetails(
            reports.keep(id, SimulationTrees.tree(simulation.simulation().report())),
            clock.instant()));
  }
}
