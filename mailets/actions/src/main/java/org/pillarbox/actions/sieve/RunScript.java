package org.pillarbox.actions.sieve;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Provider;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.server.core.MailImpl;
import org.apache.james.sieverepository.api.SieveRepository;
import org.apache.james.sieverepository.api.exception.ScriptNotFoundException;
import org.apache.james.sieverepository.api.exception.SieveRepositoryException;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.jsieve.SieveFactory;
import org.apache.jsieve.exception.SieveException;
import org.apache.jsieve.mail.optional.ActionVacation;
import org.apache.jsieve.parser.generated.ParseException;
import org.apache.jsieve.parser.generated.TokenMgrError;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.StorageDirective;
import org.apache.mailet.base.GenericMailet;
import org.pillarbox.actions.Causes;
import org.pillarbox.actions.DeliveryProgress;
import org.pillarbox.actions.GivenRecipients;
import org.pillarbox.actions.MailOrigin;
import org.pillarbox.actions.MailTrail;
import org.pillarbox.actions.RecipientExpansion;
import org.pillarbox.actions.RecipientReport;
import org.pillarbox.actions.RecipientReports;
import org.pillarbox.actions.rules.DeliveredTo;
import org.pillarbox.rules.facts.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the recipient's active Sieve script says (RFC 5228; envelope, fileinto, reject of RFC
 * 5429, vacation of RFC 5230, copy of RFC 3894, body of RFC 5173). For use where there is one
 * recipient ({@link org.pillarbox.actions.DeliverEach}), in front of LocalDelivery, to which goes
 * what the script keeps: by {@code keep}, or by saying nothing else. The user's JMAP filters get
 * that and no more.
 *
 * <ul>
 *   <li>Every folder that {@code fileinto} names gets one copy, and is made where it is missing;
 *       INBOX gets one only if the mail is kept too.
 *   <li>What is redirected bears Delivered-To for the recipient and is of origin {@code redirect},
 *       so rules about the recipient's ways out hold for it. To oneself, to where the message has
 *       been, or the eleventh time, it is kept instead; one script may redirect to 10 addresses.
 *   <li>What is rejected goes to {@code refusedProcessor} with a report, which tells the sender.
 *   <li>An absence note goes once in {@code :days} to a sender, never to lists and programs.
 * </ul>
 *
 * <p>The script is run to its end before anything is done, and each thing that it wants is done
 * once, however often the mail has to be tried. If the script can't be read now, the mail waits:
 * this mailet fails. If it can't be run, the mail is kept, and its owner is told once a day.
 *
 * <p>Parameters: {@code filing}, a processor that stores a copy where its StorageDirective says and
 * does nothing else (default {@code filing}); {@code refusedProcessor} (default {@code bounces}).
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.sieve.RunScript">
 *   <filing>filing</filing>
 *   <refusedProcessor>bounces</refusedProcessor>
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class RunScript extends GenericMailet {
  private static final Logger LOGGER = LoggerFactory.getLogger(RunScript.class);
  private static final Duration BETWEEN_NOTICES = Duration.ofDays(1);

  /** How often a message may be sent on before it stays where it is. */
  private static final int MOST_STATIONS = 10;

  private final SieveFactory language = SieveLanguage.factory();
  private final SieveRepository scripts;
  private final UsersRepository users;
  private final RecipientExpansion expansion;
  private final Provider<MailProcessor> processors;
  private final DeliveryProgress progress;
  private final Remembered remembered;
  private final Clock clock;
  private String filing = "";
  private String refused = "";

  @Inject
  public RunScript(
      SieveRepository scripts,
      UsersRepository users,
      RecipientExpansion expansion,
      Provider<MailProcessor> processors,
      DeliveryProgress progress,
      Remembered remembered,
      Clock clock) {
    this.scripts = scripts;
    this.users = users;
    this.expansion = expansion;
    this.processors = processors;
    this.progress = progress;
    this.remembered = remembered;
    this.clock = clock;
  }

  @Override
  public void init() {
    filing = getInitParameter("filing", "filing");
    refused = getInitParameter("refusedProcessor", "bounces");
  }

  @Override
  public List<ProcessingState> requiredProcessingState() {
    return List.of(new ProcessingState(filing), new ProcessingState(refused));
  }

  @Override
  public void service(Mail mail) throws MessagingException {
    if (mail.getRecipients().size() != 1) {
      throw new MessagingException("RunScript serves one recipient at a time: " + mail.getName());
    }
    if (FailureNotice.isOne(mail)) {
      return;
    }
    MailAddress recipient = mail.getRecipients().iterator().next();
    Username user = user(recipient);
    Optional<InputStream> script = script(user);
    if (script.isPresent()) {
      String given =
          GivenRecipients.of(mail).getOrDefault(recipient.asString(), recipient.asString());
      Delivery delivery = new Delivery(mail, recipient, user, given);
      try (InputStream text = script.get()) {
        delivery.carryOut(run(text, mail, given, user));
      } catch (ScriptFailedException e) {
        LOGGER.info(
            "{}: the script of {} fails: {}", MailTrail.id(mail), user.asString(), e.getMessage());
        delivery.tellOwner(e.getMessage());
      } catch (IOException e) {
        throw new MessagingException("The script of " + user.asString() + " can't be read", e);
      }
    }
  }

  private Username user(MailAddress recipient) throws MessagingException {
    try {
      return users.getUsername(recipient);
    } catch (UsersRepositoryException e) {
      throw new MessagingException("Whose script holds for " + recipient + " is not known now", e);
    }
  }

  private Optional<InputStream> script(Username user) throws MessagingException {
    try {
      return Optional.of(scripts.getActive(user));
    } catch (ScriptNotFoundException none) {
      return Optional.empty();
    } catch (SieveRepositoryException e) {
      throw new MessagingException("The script of " + user.asString() + " can't be read now", e);
    }
  }

  private Wishes run(InputStream script, Mail mail, String given, Username user)
      throws MessagingException, ScriptFailedException {
    ScriptMail seen = new ScriptMail(mail, given);
    try {
      language.evaluate(seen, language.parse(script));
    } catch (SieveException e) {
      Optional<Throwable> unreadable =
          Causes.of(e).filter(MessagingException.class::isInstance).findFirst();
      if (unreadable.isPresent()) {
        throw new MessagingException("The message can't be read now", e);
      }
      throw new ScriptFailedException(String.valueOf(e.getMessage()), e);
    } catch (ParseException | TokenMgrError | RuntimeException | StackOverflowError e) {
      // No store is asked while a script runs: whatever is thrown here is the script's doing.
      throw new ScriptFailedException(String.valueOf(e.getMessage()), e);
    }
    return Wishes.of(seen.getActions(), user);
  }

  /** One mail on its way to its recipient. */
  private final class Delivery {
    private final Mail mail;
    private final MailAddress recipient;
    private final Username user;
    private final String given;

    Delivery(Mail mail, MailAddress recipient, Username user, String given) {
      this.mail = mail;
      this.recipient = recipient;
      this.user = user;
      this.given = given;
    }

    /**
     * First what may fail, last what hands the mail on: where this ends early the mail comes again,
     * and what is done by then is not done twice.
     */
    void carryOut(Wishes wishes) throws MessagingException {
      if (wishes.refusal().isPresent()) {
        refuse(wishes.refusal().get());
        return;
      }
      Set<MailAddress> onward = new LinkedHashSet<>();
      boolean kept = wishes.keep();
      for (MailAddress target : wishes.redirects()) {
        if (wouldCircle(target)) {
          kept = true;
        } else {
          onward.add(target);
        }
      }
      List<String> folders = new ArrayList<>(wishes.folders());
      Optional<String> last =
          kept || folders.isEmpty()
              ? Optional.empty()
              : Optional.of(folders.remove(folders.size() - 1));
      for (String folder : folders) {
        once("files into " + folder, () -> file(folder));
      }
      for (MailAddress target : onward) {
        once("redirects to " + target.asString(), () -> redirect(target));
      }
      if (wishes.absence().isPresent()) {
        once("answers", () -> answer(wishes.absence().get()));
      }
      if (last.isPresent()) {
        // The mail is used up here anyway: no copy needed.
        into(mail, last.get());
        mail.setState(filing);
      } else if (!kept) {
        LOGGER.info("{}: the script of {} keeps no copy here", MailTrail.id(mail), user.asString());
        mail.setState(Mail.GHOST);
      }
    }

    private interface Doing {
      void run() throws MessagingException;
    }

    private void once(String what, Doing doing) throws MessagingException {
      String step = "script of " + recipient.asString() + " " + what;
      if (!progress.isDone(mail, step)) {
        doing.run();
        progress.done(mail, step);
      }
    }

    private void refuse(String reason) {
      RecipientReports.attach(
          mail,
          List.of(
              new RecipientReport(
                  recipient,
                  "5.7.1",
                  "The recipient does not want it: " + reason,
                  Optional.empty())));
      mail.setState(refused);
    }

    private void into(Mail stored, String folder) {
      StorageDirective.builder()
          .targetFolder(folder)
          .build()
          .encodeAsAttributes(user)
          .forEach(stored::setAttribute);
    }

    private void file(String folder) throws MessagingException {
      Mail copy = mail.duplicate();
      try {
        into(copy, folder);
        copy.setState(filing);
        processors.get().service(copy);
      } finally {
        LifecycleUtil.dispose(copy);
      }
    }

    /** Whether all that the address stands for is where the message has been. */
    private boolean wouldCircle(MailAddress target) throws MessagingException {
      Set<MailAddress> been = new LinkedHashSet<>(DeliveredTo.of(mail));
      been.add(recipient);
      return been.size() > MOST_STATIONS
          || (expand(target) instanceof RecipientExpansion.Result.Recipients found
              && been.containsAll(found.addresses()));
    }

    private RecipientExpansion.Result expand(MailAddress target) throws MessagingException {
      try {
        return expansion.expand(target);
      } catch (RecipientRewriteTableException | UsersRepositoryException | DomainListException e) {
        throw new MessagingException(
            "Whom " + target.asString() + " stands for is not known now", e);
      }
    }

    /** A mail of its own: what the original was told about its delivery is not for this one. */
    private void redirect(MailAddress target) throws MessagingException {
      MailImpl copy =
          MailImpl.builder()
              .name(MailImpl.getId())
              .sender(mail.getMaybeSender())
              .addRecipient(target)
              .mimeMessage(mail.getMessage())
              .build();
      try {
        // On top, where it says who sends it on; the recipient's own field may stand further down.
        DeliveredTo.mark(copy, List.of(recipient));
        MailOrigin.set(copy, Origin.REDIRECT);
        getMailetContext().sendMail(copy, Mail.DEFAULT);
      } finally {
        LifecycleUtil.dispose(copy);
      }
    }

    private void answer(ActionVacation wanted) throws MessagingException {
      Absence absence = new Absence(wanted, mail, recipient, given);
      String what = "absence:" + absence.handle();
      Optional<MailAddress> to = absence.addressee();
      if (to.isPresent() && !remembered.knows(user, what, to.get())) {
        send(absence.reply(to.get(), clock));
        remembered.note(user, what, to.get(), absence.pause());
      }
    }

    void tellOwner(String why) throws MessagingException {
      once(
          "fails",
          () -> {
            if (!remembered.knows(user, "trouble", recipient)) {
              send(
                  new FailureNotice(mail, recipient, getMailetContext().getPostmaster(), why)
                      .compose(clock));
              remembered.note(user, "trouble", recipient, BETWEEN_NOTICES);
            }
          });
    }

    private void send(MailImpl made) throws MessagingException {
      try {
        getMailetContext().sendMail(made, Mail.DEFAULT);
      } finally {
        LifecycleUtil.dispose(made);
      }
    }
  }

  @Override
  public String getMailetInfo() {
    return "Runs the recipient's Sieve script";
  }
}
