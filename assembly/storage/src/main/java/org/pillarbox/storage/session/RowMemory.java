package org.pillarbox.storage.session;

import com.datastax.dse.driver.api.core.cql.reactive.ReactiveRow;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The answers to questions that are asked for every message and whose answers hardly ever change:
 * who is a user, which domains are ours, whose mailbox this is and who may use it, how much may be
 * kept.
 *
 * <p>An answer is true until something is written to its table; then all answers of the table are
 * forgotten. A read that ran beside a write is not remembered: it may have seen what was before.
 * For that each table has an age, which every write raises when it starts and when it ends, and an
 * answer counts only at the age at which it was asked for.
 *
 * <p>For one process per keyspace. {@link #LONGEST} bounds the error should somebody write behind
 * its back.
 */
final class RowMemory {
  static final Duration LONGEST = Duration.ofMinutes(1);
  static final int MOST_ROWS = 100;
  private static final long MOST_BYTES = 16L * 1024 * 1024;
  private static final long BYTES_PER_ENTRY = 400;

  /** Rarely written. Tables that a delivery writes to would be forgotten as fast as learnt. */
  private static final Set<String> TABLES =
      Set.of(
          "user",
          "domains",
          "rrt",
          "mailbox",
          "mailboxpathv3",
          "aclv2",
          "maxquota",
          "domainmaxquota",
          "defaultmaxquota2",
          "sieve_active",
          "vacation",
          "push_subscription",
          "filters_projection",
          "eventstore",
          "pillarbox_send_as");

  private final Map<String, AtomicLong> ages = new ConcurrentHashMap<>();
  private final Cache<Question, Answer> answers =
      Caffeine.newBuilder()
          .expireAfterWrite(LONGEST)
          .maximumWeight(MOST_BYTES)
          .weigher((Question question, Answer answer) -> answer.bytes())
          .build();

  /** What is asked: the statement and the values in it. */
  record Question(String table, String statement, List<ByteBuffer> values) {}

  /** What Cassandra said when the table had that age. */
  record Answer(long age, List<ReactiveRow> rows, int bytes) {}

  /** The question that a statement is, if its answer may be remembered. */
  Optional<Question> question(BoundStatement statement) {
    String table = TableOf.read(statement).orElse("");
    // Without values it reads a whole table, which may be large.
    boolean remembered =
        TABLES.contains(table)
            && !statement.getValues().isEmpty()
            && statement.getPagingState() == null;
    return remembered
        ? Optional.of(
            new Question(table, statement.getPreparedStatement().getQuery(), statement.getValues()))
        : Optional.empty();
  }

  /** How old the table is: to be asked before reading it. */
  long age(String table) {
    return ages.computeIfAbsent(table, any -> new AtomicLong()).get();
  }

  /** The rows, if they are known and still true. */
  Optional<List<ReactiveRow>> answer(Question question) {
    return Optional.ofNullable(answers.getIfPresent(question))
        .filter(answer -> answer.age() == age(question.table()))
        .map(Answer::rows);
  }

  /** To be known from now on, unless the table has grown older since it was read. */
  void remember(Question question, long age, List<ReactiveRow> rows) {
    answers.put(question, new Answer(age, rows, bytes(question, rows)));
  }

  /** To be said when a write to the table starts, and again when it has ended, however it did. */
  void written(Set<String> tables) {
    tables.forEach(table -> ages.computeIfAbsent(table, any -> new AtomicLong()).incrementAndGet());
  }

  /** Something was done of which it can't be said what it touched. */
  void writtenSomewhere() {
    written(TABLES);
  }

  private static int bytes(Question question, List<ReactiveRow> rows) {
    long bytes = BYTES_PER_ENTRY + question.statement().length();
    for (ByteBuffer value : question.values()) {
      bytes += value == null ? 0 : value.remaining();
    }
    for (ReactiveRow row : rows) {
      bytes += BYTES_PER_ENTRY;
      for (int i = 0; i < row.size(); i++) {
        ByteBuffer value = row.getBytesUnsafe(i);
        bytes += value == null ? 0 : value.remaining();
      }
    }
    return (int) Math.min(Integer.MAX_VALUE, bytes);
  }
}
