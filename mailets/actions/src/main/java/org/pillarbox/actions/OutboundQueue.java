package org.pillarbox.actions;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.mail.MessagingException;
import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.dnsservice.api.TemporaryResolutionException;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.james.queue.api.MailQueue.MailQueueItem.CompletionStatus;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.Notify;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.pillarbox.rules.facts.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the entries of the queue {@code outgoing}.
 *
 * <p>Order of the end of an attempt, so that nobody is lost and nobody who has the mail gets it
 * again unless the process dies: first the attempt; then those who failed go into the spool and
 * those who wait into a new entry, each on disk, tried until it works; only then the old entry
 * goes. A kill in between leaves the old entry: some get it twice, none never.
 */
final class OutboundQueue {
  private static final Logger LOGGER = LoggerFactory.getLogger(OutboundQueue.class);
  private static final AttributeName ATTEMPTS = AttributeName.of("pillarbox.attempts");
  private static final AttributeName TOLD = AttributeName.of("pillarbox.delay-told");
  private static final AttributeName UNENDED_STARTS = AttributeName.of("pillarbox.unended-starts");
  private static final int MOST_STARTS = 5;
  private static final Duration DISK_WAIT = Duration.ofSeconds(2);

  private final MailQueue queue;
  private final OutboundSettings settings;
  private final Routes routes;
  private final MailetContext context;
  private final DeliveryOutcomes outcomes;
  private final Clock clock;
  private final CountDownLatch stopping;

  OutboundQueue(
      MailQueue queue,
      OutboundSettings settings,
      Routes routes,
      MailetContext context,
      DeliveryOutcomes outcomes,
      Clock clock,
      CountDownLatch stopping) {
    this.queue = queue;
    this.settings = settings;
    this.routes = routes;
    this.context = context;
    this.outcomes = outcomes;
    this.clock = clock;
    this.stopping = stopping;
  }

  void send(MailQueueItem item) {
    Mail mail = item.getMail();
    try {
      finish(mail, attempt(mail));
      item.done(CompletionStatus.SUCCESS);
    } catch (MessagingException
        | IOException
        | RuntimeException
        | StackOverflowError
        | LinkageError e) {
      LOGGER.error(
          "Sending {} failed in itself; it stays in the queue and is tried again",
          MailTrail.id(mail),
          e);
      putBack(item);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      putBack(item);
    } finally {
      LifecycleUtil.dispose(mail);
    }
  }

  private void putBack(MailQueueItem item) {
    try {
      item.done(CompletionStatus.RETRY);
    } catch (MailQueue.MailQueueException e) {
      LOGGER.error("{} is tried again after the next start", item.getMail().getName(), e);
    }
  }

  private Attempt attempt(Mail mail) throws IOException, MessagingException {
    Attempt attempt = new Attempt(mail.getRecipients());
    if (intAttribute(mail, UNENDED_STARTS) >= MOST_STARTS) {
      attempt.ours(
          attempt.open(),
          Attempt.End.NEVER,
          "5.3.0",
          "The mail server stopped each time that it tried to send this message.");
    } else if (!settings.enabled()) {
      attempt.ours(
          attempt.open(),
          Attempt.End.NEVER,
          "5.7.1",
          "This mail server has not been given a domain yet and sends nothing outside.");
    } else if (!mail.getRecipients().isEmpty()) {
      route(mail, attempt);
    }
    return attempt;
  }

  private void route(Mail mail, Attempt attempt) throws IOException, MessagingException {
    Domain domain = mail.getRecipients().iterator().next().getDomain();
    try {
      Routes.Route route = routes.to(domain, Onward.of(mail));
      if (route instanceof Routes.Route.Servers found) {
        tryServers(mail, found, attempt);
      } else if (route instanceof Routes.Route.NoSuchSmarthost missing) {
        attempt.ours(
            attempt.open(),
            Attempt.End.LATER,
            "4.3.5",
            "A rule sends this over "
                + missing.name()
                + ", which is not the smarthost of this server's settings.");
      } else if (route instanceof Routes.Route.NoMail) {
        attempt.ours(
            attempt.open(),
            Attempt.End.NEVER,
            "5.1.10",
            "The domain " + domain.asString() + " takes no mail (null MX).");
      } else {
        // Once more later: a resolver that has just been started, or a zone that is being changed,
        // looks the same.
        boolean again = intAttribute(mail, ATTEMPTS) == 0;
        attempt.ours(
            attempt.open(),
            again ? Attempt.End.LATER : Attempt.End.NEVER,
            again ? "4.1.2" : "5.1.2",
            "There is no mail server for the domain " + domain.asString() + ".");
      }
    } catch (TemporaryResolutionException e) {
      attempt.ours(
          attempt.open(),
          Attempt.End.LATER,
          "4.4.3",
          "The name service does not answer for " + domain.asString() + ".");
    }
  }

  private void tryServers(Mail mail, Routes.Route.Servers found, Attempt attempt)
      throws MessagingException {
    Transaction transaction =
        new Transaction(settings, Transaction.Trust.of(found.smarthost(), Onward.needsTls(mail)));
    for (Transaction.Server server : found.servers()) {
      if (attempt.open().isEmpty()) {
        return;
      }
      try {
        transaction.run(mail, server, attempt);
      } catch (IOException e) {
        if (Stream.of(
                ConnectException.class, NoRouteToHostException.class, SocketTimeoutException.class)
            .anyMatch(kind -> kind.isInstance(e))) {
          routes.dead(server);
        }
        attempt.ours(
            attempt.open(),
            Attempt.End.LATER,
            "4.4.2",
            "No connection with " + server + ": " + e.getMessage());
      }
    }
  }

  private void finish(Mail mail, Attempt attempt) throws MessagingException, InterruptedException {
    attempt
        .results(Attempt.End.SENT)
        .forEach(sent -> record(mail, sent, DeliveryOutcome.Status.RELAYED));
    List<Attempt.Result> never = attempt.results(Attempt.End.NEVER);
    List<Attempt.Result> later = attempt.results(Attempt.End.LATER);
    if (MailTrail.age(mail, clock).compareTo(settings.giveUpAfter()) >= 0) {
      never = Stream.concat(never.stream(), later.stream().map(this::givenUp)).toList();
      later = List.of();
    }
    if (!never.isEmpty()) {
      bounce(mail, never);
    }
    if (!later.isEmpty()) {
      defer(mail, later);
    }
  }

  private Attempt.Result givenUp(Attempt.Result result) {
    RecipientReport report = result.report();
    String reply =
        "Tried for "
            + settings.giveUpAfter().toHours()
            + " hours without success; at last: "
            + report.reply();
    return new Attempt.Result(
        Attempt.End.NEVER,
        result.relay(),
        new RecipientReport(report.recipient(), "4.4.7", reply, report.server()));
  }

  private void bounce(Mail mail, List<Attempt.Result> results)
      throws MessagingException, InterruptedException {
    Mail failed = copyFor(mail, results);
    try {
      RecipientReports.attach(failed, reports(results));
      failed.removeAttribute(ATTEMPTS);
      untilDone(() -> context.sendMail(failed, settings.bounceProcessor()));
      results.forEach(result -> record(mail, result, DeliveryOutcome.Status.FAILED));
    } finally {
      LifecycleUtil.dispose(failed);
    }
  }

  private void defer(Mail mail, List<Attempt.Result> results)
      throws MessagingException, InterruptedException {
    Mail waiting = copyFor(mail, results);
    try {
      waiting.setName(mail.getName());
      int attempts = intAttribute(mail, ATTEMPTS) + 1;
      waiting.setAttribute(new Attribute(ATTEMPTS, AttributeValue.of(attempts)));
      tellDelay(waiting, results);
      untilDone(() -> queue.enQueue(waiting, settings.waitAfter(attempts)));
      results.forEach(result -> record(mail, result, DeliveryOutcome.Status.DEFERRED));
    } finally {
      LifecycleUtil.dispose(waiting);
    }
  }

  private void tellDelay(Mail mail, List<Attempt.Result> results)
      throws MessagingException, InterruptedException {
    boolean late = MailTrail.age(mail, clock).compareTo(settings.delayNoticeAfter()) >= 0;
    if (!late || mail.getAttribute(TOLD).isPresent() || !mail.hasSender()) {
      return;
    }
    List<RecipientReport> wanted =
        reports(results).stream().filter(report -> wantsDelay(mail, report.recipient())).toList();
    if (!wanted.isEmpty()) {
      DsnMessage dsn =
          new DsnMessage(
              mail,
              DsnMessage.Kind.DELAYED,
              settings.helloName(),
              settings.from(),
              clock,
              settings.giveUpAfter());
      MailImpl notice =
          MailImpl.builder()
              .name(MailImpl.getId())
              .addRecipient(mail.getMaybeSender().asOptional().orElseThrow())
              .mimeMessage(dsn.compose(wanted))
              .build();
      MailOrigin.set(notice, Origin.SYSTEM);
      try {
        untilDone(() -> context.sendMail(notice));
      } finally {
        LifecycleUtil.dispose(notice);
      }
    }
    mail.setAttribute(new Attribute(TOLD, AttributeValue.of(true)));
  }

  /**
   * RFC 3461 section 4.1: who says NOTIFY gets what it says, who says nothing gets what is usual.
   */
  private static boolean wantsDelay(Mail mail, MailAddress recipient) {
    Optional<EnumSet<Notify>> notify =
        mail.dsnParameters()
            .flatMap(dsn -> Optional.ofNullable(dsn.getRcptParameters().get(recipient)))
            .flatMap(DsnParameters.RecipientDsnParameters::getNotifyParameter);
    return notify.map(wanted -> wanted.contains(Notify.DELAY)).orElse(true);
  }

  private static Mail copyFor(Mail mail, List<Attempt.Result> results) throws MessagingException {
    Mail copy = mail.duplicate();
    copy.setRecipients(results.stream().map(result -> result.report().recipient()).toList());
    copy.removeAttribute(UNENDED_STARTS);
    return copy;
  }

  private static List<RecipientReport> reports(List<Attempt.Result> results) {
    return results.stream().map(Attempt.Result::report).toList();
  }

  private static int intAttribute(Mail mail, AttributeName name) {
    return AttributeUtils.getValueAndCastFromMail(mail, name, Integer.class).orElse(0);
  }

  private void record(Mail mail, Attempt.Result result, DeliveryOutcome.Status status) {
    outcomes.record(
        new DeliveryOutcome(
            MailTrail.id(mail),
            mail.getMaybeSender(),
            result.report().recipient(),
            result.relay(),
            status,
            result.report().reply(),
            MailTrail.age(mail, clock)));
  }

  private interface Enqueueing {
    void run() throws MessagingException;
  }

  /**
   * The disk may be full for a while. What was sent must not be sent again for that, so this waits
   * here.
   */
  private void untilDone(Enqueueing step) throws MessagingException, InterruptedException {
    while (true) {
      try {
        step.run();
        return;
      } catch (MailQueue.MailQueueException e) {
        LOGGER.warn("The disk does not take an entry of the queue; trying again", e);
        if (stopping.await(DISK_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
          throw e;
        }
      }
    }
  }
}
