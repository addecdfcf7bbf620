package org.pillarbox.webadmin.rules;

import static org.pillarbox.webadmin.rules.RuleAnswers.route;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.util.EnumSet;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.task.TaskId;
import org.apache.james.task.TaskManager;
import org.apache.james.webadmin.Routes;
import org.pillarbox.rulebook.simulating.Simulations;
import org.pillarbox.rulebook.text.BookCodec;
import org.pillarbox.rulebook.text.RefusedDocumentException;
import org.pillarbox.rulebook.text.Trial;
import org.pillarbox.rulebook.text.TrialCodec;
import org.pillarbox.rules.port.Groups;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * {@code POST /rules/simulations}: a draft rule, a draft set or a version, tried on past mail, on
 * what a user's folders hold or on one message. All but the last is a task that {@code /tasks/{id}}
 * shows, one at a time; one message is answered at once. Nothing is changed, sent, counted or kept
 * by it.
 */
public final class SimulationRoutes implements Routes {
  private static final String BASE = "/rules/simulations";

  private final Simulations simulations;
  private final TrialCodec trials;
  private final BookCodec codec;
  private final TaskManager tasks;
  private final Clock clock;
  private final RecentReports reports;

  @Inject
  public SimulationRoutes(
      Simulations simulations,
      TrialCodec trials,
      BookCodec codec,
      TaskManager tasks,
      Clock clock,
      RecentReports reports) {
    this.reports = reports;
    this.simulations = simulations;
    this.trials = trials;
    this.codec = codec;
    this.tasks = tasks;
    this.clock = clock;
  }

  @Override
  public String getBasePath() {
    return BASE;
  }

  @Override
  public void define(Service service) {
    service.post(BASE, route(this::simulate));
  }

  private Object simulate(Request request, Response response)
      throws RefusedDocumentException, MessagingException {
    Trial trial = trials.read(request.body());
    if (trial.target() instanceof Trial.Target.Past past) {
      return start(simulations.over(trial.candidate(), past), response);
    }
    if (trial.target() instanceof Trial.Target.Stored stored) {
      return start(simulations.over(trial.candidate(), stored), response);
    }
    if (trial.target() instanceof Trial.Target.Given given) {
      return one(trial.candidate(), given, request, response);
    }
    throw new IllegalArgumentException("past, stored or message is expected");
  }

  private Object one(
      Trial.Candidate candidate, Trial.Target.Given given, Request request, Response response)
      throws RefusedDocumentException, MessagingException {
    try {
      return RuleAnswers.document(
          request, response, codec, SimulationTrees.tree(simulations.on(candidate, given)));
    } catch (Groups.Away e) {
      throw new RuleAnswers.RefusedRequestException(
          503, "the directory does not answer: " + e.getMessage());
    }
  }

  /** Each holds its rules in memory and reads much: one at a time. */
  private synchronized Object start(Simulations.Ready ready, Response response) {
    boolean busy =
        EnumSet.of(TaskManager.Status.WAITING, TaskManager.Status.IN_PROGRESS).stream()
            .flatMap(status -> tasks.list(status).stream())
            .anyMatch(task -> task.getType().equals(SimulationTask.TYPE));
    if (busy) {
      throw new RuleAnswers.RefusedRequestException(
          409, "another simulation goes on: wait for it, or cancel it with DELETE /tasks/{id}");
    }
    TaskId task = tasks.submit(new SimulationTask(ready, clock, reports));
    response.status(201);
    response.header("Location", "/tasks/" + task.asString());
    response.type("application/json");
    return codec.pretty(JsonNodeFactory.instance.objectNode().put("taskId", task.asString()));
  }
}
