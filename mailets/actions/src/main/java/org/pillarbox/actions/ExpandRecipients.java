package org.pillarbox.actions;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.GenericMailet;
import org.pillarbox.rules.facts.Origin;

/**
 * Puts in place of each recipient whom it stands for (see {@link RecipientExpansion}).
 *
 * <p>What is forwarded to elsewhere becomes a mail of its own with a Delivered-To field for the
 * address that forwards it, so that a circle through another server is seen when it comes back.
 * That mail is in the spool before this one is done.
 *
 * <p>Which address was given for whom is noted ({@link GivenRecipients}).
 *
 * <p>Parameter: {@code errorProcessor}, where a mail goes whose recipient can't be expanded, with a
 * report for the sender.
 */
public final class ExpandRecipients extends GenericMailet {
  private static final String DELIVERED_TO = "Delivered-To";

  private final RecipientExpansion expansion;
  private final DeliveryProgress progress;
  private String errorProcessor = Mail.ERROR;

  @Inject
  public ExpandRecipients(RecipientExpansion expansion, DeliveryProgress progress) {
    this.expansion = expansion;
    this.progress = progress;
  }

  @Override
  public void init() throws MessagingException {
    errorProcessor =
        getInitParameterAsOptional("errorProcessor")
            .orElseThrow(() -> new MessagingException("ExpandRecipients needs errorProcessor"));
  }

  @Override
  public List<ProcessingState> requiredProcessingState() {
    return List.of(new ProcessingState(errorProcessor));
  }

  @Override
  public void service(Mail mail) throws MessagingException {
    Set<MailAddress> here = new LinkedHashSet<>();
    Map<MailAddress, MailAddress> given = new HashMap<>();
    for (MailAddress recipient : new ArrayList<>(mail.getRecipients())) {
      RecipientExpansion.Result result = expand(recipient);
      if (result instanceof RecipientExpansion.Result.Recipients found) {
        for (MailAddress address : forwardAway(mail, recipient, found.addresses())) {
          here.add(address);
          given.merge(address, recipient, (first, next) -> next.equals(address) ? next : first);
        }
      } else if (result instanceof RecipientExpansion.Result.Refused refused) {
        refuse(mail, recipient, refused.reason());
      } else {
        // Unknown: stays, and the processors say so to the sender.
        here.add(recipient);
      }
    }
    mail.setRecipients(here);
    GivenRecipients.note(mail, given);
    if (here.isEmpty()) {
      mail.setState(Mail.GHOST);
    }
  }

  private RecipientExpansion.Result expand(MailAddress recipient) throws MessagingException {
    try {
      return expansion.expand(recipient);
    } catch (RecipientRewriteTableException | UsersRepositoryException | DomainListException e) {
      throw new MessagingException(
          "Whom " + recipient.asString() + " stands for is not known now", e);
    }
  }

  /** Sends off what leaves the house and returns what stays. */
  private Set<MailAddress> forwardAway(Mail mail, MailAddress recipient, Set<MailAddress> addresses)
      throws MessagingException {
    if (addresses.equals(Set.of(recipient))) {
      return addresses;
    }
    Set<MailAddress> local = new LinkedHashSet<>();
    Set<MailAddress> away = new LinkedHashSet<>();
    addresses.forEach(
        address ->
            (getMailetContext().isLocalServer(address.getDomain()) ? local : away).add(address));
    String step = "forward " + recipient.asString();
    if (!away.isEmpty() && !progress.isDone(mail, step)) {
      send(mail, away, Mail.DEFAULT, Optional.of(recipient), List.of());
      progress.done(mail, step);
    }
    return local;
  }

  private void refuse(Mail mail, MailAddress recipient, String reason) throws MessagingException {
    String step = "refuse " + recipient.asString();
    if (!progress.isDone(mail, step)) {
      RecipientReport report = new RecipientReport(recipient, "5.4.6", reason, Optional.empty());
      send(mail, Set.of(recipient), errorProcessor, Optional.empty(), List.of(report));
      progress.done(mail, step);
    }
  }

  private void send(
      Mail mail,
      Set<MailAddress> recipients,
      String state,
      Optional<MailAddress> deliveredTo,
      List<RecipientReport> reports)
      throws MessagingException {
    MailImpl copy = MailImpl.duplicate(mail);
    try {
      copy.setRecipients(recipients);
      if (deliveredTo.isPresent()) {
        copy.setMessageNoCopy(marked(mail.getMessage(), deliveredTo.get()));
        MailOrigin.set(copy, Origin.FORWARD);
      }
      if (!reports.isEmpty()) {
        RecipientReports.attach(copy, reports);
      }
      getMailetContext().sendMail(copy, state);
    } finally {
      LifecycleUtil.dispose(copy);
    }
  }

  /**
   * The field before the message as it came: JavaMail would touch other fields too, and a signature
   * with them.
   */
  private static MimeMessageWrapper marked(MimeMessage message, MailAddress deliveredTo)
      throws MessagingException {
    try {
      MimeMessageInputStreamSource source =
          MimeMessageInputStreamSource.create("forward-" + UUID.randomUUID());
      try (OutputStream out = source.getWritableOutputStream()) {
        out.write(
            (DELIVERED_TO + ": " + deliveredTo.asString() + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
        message.writeTo(out);
      }
      return new MimeMessageWrapper(source);
    } catch (IOException e) {
      throw new MessagingException("The message to forward can't be written", e);
    }
  }

  @Override
  public String getMailetInfo() {
    return "Aliases, forwards, groups, tags and catch-all";
  }
}
