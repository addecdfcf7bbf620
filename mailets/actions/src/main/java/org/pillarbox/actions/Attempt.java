package org.pillarbox.actions;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.james.core.MailAddress;

/**
 * What one attempt has come to, recipient by recipient. A later word on a recipient replaces an
 * earlier temporary one.
 */
final class Attempt {
  /** What the other side said about one recipient. */
  enum End {
    SENT,
    LATER,
    NEVER
  }

  /**
   * One recipient's result.
   *
   * @param end what follows
   * @param relay who said it, or {@code none}
   * @param report what was said
   */
  record Result(End end, String relay, RecipientReport report) {}

  private final Map<MailAddress, Result> results = new LinkedHashMap<>();

  Attempt(Iterable<MailAddress> recipients) {
    for (MailAddress recipient : recipients) {
      results.put(
          recipient,
          new Result(
              End.LATER,
              "none",
              new RecipientReport(
                  recipient, "4.4.1", "No server could be reached.", Optional.empty())));
    }
  }

  /** Those who may be tried with another server. */
  Set<MailAddress> open() {
    Set<MailAddress> open = new LinkedHashSet<>();
    results.forEach(
        (recipient, result) -> {
          if (result.end() == End.LATER) {
            open.add(recipient);
          }
        });
    return open;
  }

  void server(Iterable<MailAddress> recipients, String relay, SmtpReply reply) {
    End end = reply.isPositive() ? End.SENT : reply.isPermanent() ? End.NEVER : End.LATER;
    for (MailAddress recipient : recipients) {
      results.put(
          recipient,
          new Result(
              end,
              relay,
              new RecipientReport(
                  recipient, reply.status(), reply.toString(), Optional.of(relay))));
    }
  }

  void ours(Iterable<MailAddress> recipients, End end, String status, String reason) {
    for (MailAddress recipient : recipients) {
      results.put(
          recipient,
          new Result(
              end, "none", new RecipientReport(recipient, status, reason, Optional.empty())));
    }
  }

  List<Result> results(End end) {
    return results.values().stream().filter(result -> result.end() == end).toList();
  }
}
