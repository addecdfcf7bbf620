package org.pillarbox.rulebook.quarantine;

import com.datastax.oss.driver.api.core.DriverException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import javax.inject.Inject;
import javax.inject.Singleton;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryStore.MailRepositoryStoreException;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.pillarbox.actions.MailTrail;
import org.pillarbox.actions.Quarantine;
import org.pillarbox.rulebook.RulebookConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Held mail in a mail repository in Cassandra, with {@link QuarantineIndex} beside it.
 *
 * <p>The message is kept before the index names it, and the index forgets it only after it has gone
 * on or was deleted; so a death in between leaves a message too many, never one too few. A copy
 * that is held again, because its mail was tried again, takes its own place again.
 */
@Singleton
public final class RepositoryQuarantine implements Quarantine {
  /** Where the messages are. */
  public static final MailRepositoryUrl URL =
      MailRepositoryUrl.from("cassandra://var/mail/quarantine/");

  private static final Logger LOGGER = LoggerFactory.getLogger(RepositoryQuarantine.class);
  private static final AttributeName RELEASED = AttributeName.of("org.pillarbox.rules.released");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS").withZone(ZoneOffset.UTC);
  private static final int MAX_SUBJECT = 200;
  private static final int AT_A_TIME = 500;

  private final MailRepositoryStore repositories;
  private final QuarantineIndex index;
  private final MailQueueFactory<?> queues;
  private final RulebookConfiguration configuration;
  private final Clock clock;

  @Inject
  public RepositoryQuarantine(
      MailRepositoryStore repositories,
      QuarantineIndex index,
      MailQueueFactory<?> queues,
      RulebookConfiguration configuration,
      Clock clock) {
    this.repositories = repositories;
    this.index = index;
    this.queues = queues;
    this.configuration = configuration;
    this.clock = clock;
  }

  @Override
  public String hold(Mail copy, Holding holding) throws MessagingException {
    Instant now = clock.instant();
    Instant arrived = now.minus(MailTrail.age(copy, clock));
    String id = id(copy, holding, arrived);
    Mail kept = copy.duplicate();
    try {
      kept.setName(id);
      kept.setState(Mail.DEFAULT);
      kept.setRecipients(holding.recipients());
      repository().store(kept);
      index.put(
          new HeldMessage(
              id,
              MailTrail.id(copy),
              now,
              now.plus(keep(holding.kind())),
              holding.kind(),
              holding.reason(),
              holding.rule(),
              holding.version(),
              copy.getMaybeSender().asString(""),
              holding.recipients().stream().map(MailAddress::asString).toList(),
              subject(kept),
              kept.getMessageSize()));
    } catch (DriverException e) {
      throw new MessagingException("The quarantine does not answer", e);
    } finally {
      LifecycleUtil.dispose(kept);
    }
    LOGGER.info(
        "held id={} mail={} rule={} version={} kind={} recipients={}",
        id,
        MailTrail.id(copy),
        holding.rule(),
        holding.version(),
        holding.kind(),
        holding.recipients().size());
    return id;
  }

  /** The same for the same copy, however often it is tried. */
  private static String id(Mail copy, Holding holding, Instant arrived) {
    String what =
        String.join(
            "\n",
            MailTrail.id(copy),
            holding.kind().name(),
            holding.rule(),
            holding.recipients().toString());
    return STAMP.format(arrived)
        + "-"
        + UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString().substring(0, 13);
  }

  private Duration keep(Kind kind) {
    return switch (kind) {
      case HELD, HELD_QUIETLY, REFUSED, ORIGINAL -> configuration.keepQuarantined();
      case DISCARDED -> configuration.keepDiscarded();
    };
  }

  private static String subject(Mail mail) throws MessagingException {
    String subject = Optional.ofNullable(mail.getMessage().getSubject()).orElse("");
    return subject.length() > MAX_SUBJECT ? subject.substring(0, MAX_SUBJECT) : subject;
  }

  private MailRepository repository() throws MessagingException {
    try {
      return repositories.select(URL);
    } catch (MailRepositoryStoreException e) {
      throw new MessagingException("The quarantine can't be opened", e);
    }
  }

  /** Whether the mail comes from quarantine on an administrator's word: rules leave it alone. */
  public static boolean isReleased(Mail mail) {
    return AttributeUtils.getValueAndCastFromMail(mail, RELEASED, Boolean.class).orElse(false);
  }

  /** What the index says, newest first. */
  public List<HeldMessage> list(String before, Predicate<HeldMessage> wanted, int most) {
    return index.list(before, wanted, Math.min(most, AT_A_TIME), clock.instant());
  }

  /** What the index says of one. */
  public Optional<HeldMessage> find(String id) {
    return index.find(id);
  }

  /**
   * Reads a held message; the caller disposes of it.
   *
   * @throws MessagingException when it can't be read now
   */
  public Optional<Mail> read(String id) throws MessagingException {
    return Optional.ofNullable(repository().retrieve(new MailKey(id)));
  }

  /**
   * Sends a held copy on as if no rule had held it.
   *
   * @return whether it was there
   * @throws MessagingException when it can't be done now: it stays held
   */
  public boolean release(String id, String by) throws MessagingException {
    Optional<Mail> held = read(id);
    if (held.isEmpty()) {
      return false;
    }
    Mail mail = held.get();
    MailQueue spool = queues.createQueue(MailQueueFactory.SPOOL);
    try {
      mail.setAttribute(new Attribute(RELEASED, AttributeValue.of(true)));
      mail.setState(Mail.DEFAULT);
      spool.enQueue(mail);
    } finally {
      LifecycleUtil.dispose(mail);
    }
    // From here on it is in the spool: what fails now leaves a copy here, and none is lost.
    delete(id, by);
    LOGGER.info("released id={} by={}", id, by);
    return true;
  }

  /**
   * Deletes a held copy for good.
   *
   * @throws MessagingException when it can't be done now
   */
  public void delete(String id, String by) throws MessagingException {
    repository().remove(new MailKey(id));
    index.remove(id);
    LOGGER.info("deleted id={} from quarantine by={}", id, by);
  }

  /**
   * Deletes what has been held for long enough.
   *
   * @return how many
   * @throws MessagingException when it can't be done now
   */
  public int purge() throws MessagingException {
    Instant now = clock.instant();
    int deleted = 0;
    for (HeldMessage held : index.list("", one -> one.expires().isBefore(now), AT_A_TIME, now)) {
      delete(held.id(), "expiry");
      deleted++;
    }
    return deleted;
  }
}
