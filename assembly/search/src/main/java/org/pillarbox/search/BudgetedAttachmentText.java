package org.pillarbox.search;

import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/** Time for all attachments of one message together; the rest of them go without. */
final class BudgetedAttachmentText implements AttachmentText {
  private final AttachmentText delegate;
  private long nanosLeft;

  BudgetedAttachmentText(AttachmentText delegate, Duration budget) {
    this.delegate = delegate;
    this.nanosLeft = budget.toNanos();
  }

  @Override
  public Optional<String> extract(InputStream content, int limit) {
    if (nanosLeft <= 0) {
      return Optional.empty();
    }
    long start = System.nanoTime();
    Optional<String> text = delegate.extract(content, limit);
    nanosLeft -= System.nanoTime() - start;
    return text;
  }
}
