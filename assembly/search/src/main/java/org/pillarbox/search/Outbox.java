package org.pillarbox.search;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import reactor.core.publisher.Mono;

/** What must still be indexed, on disk, so that it outlives this process and OpenSearch. */
interface Outbox {
  /** Writes the changes down; they are safe when this completes. */
  Mono<List<PendingChange>> record(List<Change> changes);

  /** Forgets changes that the index shows now. Later records of the same message stay. */
  Mono<Void> settle(Collection<PendingChange> done);

  /**
   * Reads what is written down, a page at a time, in no order; also changes that are being worked
   * on. Blocks: for the worker's own thread only.
   */
  Iterator<PendingChange> backlog();
}
