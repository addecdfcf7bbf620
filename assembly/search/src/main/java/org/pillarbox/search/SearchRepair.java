package org.pillarbox.search;

import javax.inject.Inject;
import org.apache.james.mailbox.model.Mailbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Finds at start what was written to mailboxes and never reached the outbox, because the process
 * died in between. Every mailbox costs four small reads; only those whose state moved since their
 * watermark are compared message by message.
 */
public final class SearchRepair {
  private static final Logger LOGGER = LoggerFactory.getLogger(SearchRepair.class);
  private static final int SIDE_BY_SIDE = 2;

  private final Mailboxes mailboxes;
  private final Watermarks watermarks;
  private final MailboxReconciliation reconciliation;
  private final MessageIndexes indexes;

  /**
   * What a repair did.
   *
   * @param mailboxes how many were compared message by message
   * @param differences messages that the index showed wrongly or not at all; they are in the outbox
   *     now
   */
  public record Repaired(long mailboxes, long differences) {
    private Repaired plus(Repaired other) {
      return new Repaired(mailboxes + other.mailboxes, differences + other.differences);
    }
  }

  @Inject
  SearchRepair(
      Mailboxes mailboxes,
      Watermarks watermarks,
      MailboxReconciliation reconciliation,
      MessageIndexes indexes) {
    this.mailboxes = mailboxes;
    this.watermarks = watermarks;
    this.reconciliation = reconciliation;
    this.indexes = indexes;
  }

  /** Repairs what moved since the watermarks. */
  Mono<Repaired> sinceWatermarks(String index) {
    return mailboxes
        .list()
        .flatMap(mailbox -> ifMoved(mailbox, index), SIDE_BY_SIDE)
        .reduce(new Repaired(0, 0), Repaired::plus)
        .doOnNext(
            done ->
                LOGGER.info(
                    "Search index checked: {} mailboxes compared, {} messages to be indexed",
                    done.mailboxes(),
                    done.differences()));
  }

  /** Compares every mailbox, whatever the watermarks say; for an admin who doubts the index. */
  public Mono<Repaired> everything() {
    return indexes
        .ensure()
        .flatMap(
            index ->
                mailboxes
                    .list()
                    .flatMap(mailbox -> compare(mailbox, index), SIDE_BY_SIDE)
                    .reduce(new Repaired(0, 0), Repaired::plus));
  }

  private Mono<Repaired> ifMoved(Mailbox mailbox, String index) {
    return Mono.zip(mailboxes.state(mailbox), watermarks.find(mailbox.getMailboxId(), index))
        .flatMap(
            both ->
                both.getT2().filter(both.getT1()::equals).isPresent()
                    ? Mono.empty()
                    : compare(mailbox, index)
                        .flatMap(
                            done ->
                                watermarks
                                    .save(mailbox.getMailboxId(), index, both.getT1())
                                    .thenReturn(done)));
  }

  private Mono<Repaired> compare(Mailbox mailbox, String index) {
    return reconciliation
        .reconcile(mailbox, index)
        .map(differences -> new Repaired(1, differences));
  }
}
