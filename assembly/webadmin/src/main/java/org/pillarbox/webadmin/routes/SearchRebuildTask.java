package org.pillarbox.webadmin.routes;

import java.time.Clock;
import java.util.Optional;
import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.task.TaskType;
import org.pillarbox.webadmin.SearchIndex;

/** The search index is made anew, as a task that can be asked for and awaited. */
final class SearchRebuildTask implements Task {
  static final TaskType TYPE = TaskType.of("search-index-rebuild");

  private final SearchIndex index;
  private final Clock clock;
  private volatile Optional<SearchRebuildDetails> details = Optional.empty();

  SearchRebuildTask(SearchIndex index, Clock clock) {
    this.index = index;
    this.clock = clock;
  }

  @Override
  public Result run() {
    SearchIndex.Rebuilt rebuilt = index.rebuild();
    details =
        Optional.of(
            new SearchRebuildDetails(
                TYPE.asString(), rebuilt.messages(), rebuilt.failed(), clock.instant()));
    return rebuilt.failed() == 0 ? Result.COMPLETED : Result.PARTIAL;
  }

  @Override
  public TaskType type() {
    return TYPE;
  }

  @Override
  public Optional<TaskExecutionDetails.AdditionalInformation> details() {
    return details.map(TaskExecutionDetails.AdditionalInformation.class::cast);
  }
}
