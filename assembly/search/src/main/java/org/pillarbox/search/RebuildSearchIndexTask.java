package org.pillarbox.search;

import java.time.Duration;
import javax.inject.Inject;
import org.apache.james.task.Task;
import org.apache.james.task.TaskType;

/** Rebuilding as a task that webadmin shows and awaits. */
public final class RebuildSearchIndexTask implements Task {
  /** The task's type. */
  public static final TaskType TYPE = TaskType.of("search-index-rebuild");

  private static final Duration LONGEST = Duration.ofDays(14);

  private final SearchRebuild rebuild;

  @Inject
  RebuildSearchIndexTask(SearchRebuild rebuild) {
    this.rebuild = rebuild;
  }

  @Override
  public Result run() {
    return rebuild
        .run()
        .map(done -> done.failed() == 0 ? Result.COMPLETED : Result.PARTIAL)
        .blockOptional(LONGEST)
        .orElse(Result.PARTIAL);
  }

  @Override
  public TaskType type() {
    return TYPE;
  }
}
