package org.pillarbox.protection.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.api.handler.ExtensibleHandler;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.AbstractHookableCmdHandler;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.smtpserver.ExtendedSMTPSession;
import org.apache.james.smtpserver.JamesMessageHook;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.pillarbox.protection.ProtectionConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DATA (RFC 5321 section 4.1.1.4): from the command to the answer after the dot. The answer is 250
 * only when the last hook, {@link SpoolHook}, says so; a hook that throws, or none that answers,
 * means 451 and the client keeps the message.
 */
public class DataCommand implements CommandHandler<SMTPSession>, ExtensibleHandler {
  private static final Logger LOGGER = LoggerFactory.getLogger(DataCommand.class);
  private static final Reply NO_ARGUMENT = new Reply("501", "5.5.4", "DATA has no argument");
  private static final Reply NO_SENDER = new Reply("503", "5.5.1", "MAIL first");
  private static final Reply NO_RECIPIENT =
      new Reply("503", "5.5.1", "RCPT first: no valid recipients");

  /** As James' mailets know it: whether the client may send to other domains. */
  private static final String IS_AUTH_NETWORK = "org.apache.james.SMTPIsAuthNetwork";

  private final ProtectionConfiguration configuration;
  private final SpoolSpace space;
  private List<JamesMessageHook> hooks = List.of();

  @Inject
  public DataCommand(ProtectionConfiguration configuration, SpoolSpace space) {
    this.configuration = configuration;
    this.space = space;
  }

  @Override
  public Set<String> getImplCommands() {
    return Set.of("DATA");
  }

  @Override
  public List<Class<?>> getMarkerInterfaces() {
    return List.of(JamesMessageHook.class);
  }

  @Override
  public void wireExtensions(Class<?> type, List<?> extensions) {
    hooks = extensions.stream().map(JamesMessageHook.class::cast).toList();
  }

  @Override
  public Response onCommand(SMTPSession session, Request request) {
    Optional<Reply> refusal = refusal(session, request);
    if (refusal.isPresent()) {
      return refusal.get().response();
    }
    MimeMessageInputStreamSource source = MimeMessageInputStreamSource.create(MailImpl.getId());
    // The session closes what is left when the connection is cut in the middle.
    ((ExtendedSMTPSession) session).setMimeMessageInputStreamSource(source);
    try {
      OutputStream out = source.getWritableOutputStream();
      out.write(
          ReceivedHeader.of(session, source.getSourceId(), recipients(session), protocol(session))
              .getBytes(StandardCharsets.US_ASCII));
      session.pushLineHandler(
          new MessageReader(
              session,
              out,
              configuration.message(),
              configuration.smtp().receivedHeaders(),
              (client, wrong) -> finish(client, source, wrong)));
      return new SMTPResponse("354", "End data with <CR><LF>.<CR><LF>");
    } catch (IOException e) {
      LOGGER.error("Message can't be written down", e);
      return Reply.NO_SPACE.response();
    }
  }

  private Optional<Reply> refusal(SMTPSession session, Request request) {
    if (request.getArgument() != null && !request.getArgument().isEmpty()) {
      return Optional.of(NO_ARGUMENT);
    }
    if (session.getAttachment(SMTPSession.SENDER, State.Transaction).isEmpty()) {
      return Optional.of(NO_SENDER);
    }
    if (recipients(session).isEmpty()) {
      return Optional.of(NO_RECIPIENT);
    }
    return space.hasRoomFor(Client.announcedSize(session))
        ? Optional.empty()
        : Optional.of(Reply.NO_SPACE);
  }

  private Response finish(
      SMTPSession session, MimeMessageInputStreamSource source, Optional<Reply> wrong) {
    List<MailAddress> recipients = recipients(session);
    try {
      return answer(
          session,
          recipients,
          wrong.map(Reply::response).orElseGet(() -> admit(session, source, recipients)));
    } finally {
      LifecycleUtil.dispose(source);
      SessionErrors.messageTaken(session);
      session.resetState();
    }
  }

  private SMTPResponse admit(
      SMTPSession session, MimeMessageInputStreamSource source, List<MailAddress> recipients) {
    MailImpl mail =
        MailImpl.builder()
            .name(source.getSourceId())
            .sender(
                session
                    .getAttachment(SMTPSession.SENDER, State.Transaction)
                    .orElse(MaybeSender.nullSender()))
            .addRecipients(recipients)
            .build();
    try {
      source.getWritableOutputStream().close();
      mail.setMessageContent(source);
      describe(session, mail);
      return run(session, mail);
    } catch (IOException | MessagingException | RuntimeException e) {
      LOGGER.error("Message {} refused for now", mail.getName(), e);
      return Reply.STORE_AWAY.response();
    } finally {
      LifecycleUtil.dispose(mail);
    }
  }

  private SMTPResponse run(SMTPSession session, Mail mail) {
    for (JamesMessageHook hook : hooks) {
      SMTPResponse response =
          AbstractHookableCmdHandler.calcDefaultSMTPResponse(hook.onMessage(session, mail));
      if (response != null) {
        return response;
      }
    }
    LOGGER.error("No hook took message {}", mail.getName());
    return Reply.STORE_AWAY.response();
  }

  private static void describe(SMTPSession session, MailImpl mail) {
    String address = Client.address(session).getHostAddress();
    mail.setRemoteAddr(address);
    mail.setRemoteHost(address);
    mail.setAttribute(
        new Attribute(Mail.SMTP_SESSION_ID, AttributeValue.of(session.getSessionID())));
    session
        .getAttachment(SMTPSession.CURRENT_HELO_NAME, State.Connection)
        .ifPresent(
            helo -> mail.setAttribute(new Attribute(Mail.SMTP_HELO, AttributeValue.of(helo))));
    Client.user(session)
        .ifPresent(
            user ->
                mail.setAttribute(
                    new Attribute(Mail.SMTP_AUTH_USER, AttributeValue.of(user.asString()))));
    if (Client.user(session).isPresent() || Client.relaySenders(session).isPresent()) {
      mail.setAttribute(Attribute.convertToAttribute(IS_AUTH_NETWORK, true));
    }
  }

  static List<MailAddress> recipients(SMTPSession session) {
    return session
        .getAttachment(SMTPSession.RCPT_LIST, State.Transaction)
        .map(List::copyOf)
        .orElse(List.of());
  }

  /** The protocol's name in Received (RFC 3848). */
  protected String protocol(SMTPSession session) {
    boolean extended =
        session
            .getAttachment(SMTPSession.CURRENT_HELO_MODE, State.Connection)
            .filter("EHLO"::equals)
            .isPresent();
    return extended ? "ESMTP" : "SMTP";
  }

  /** The answer to the dot: one for all recipients on SMTP. */
  protected Response answer(
      SMTPSession session, List<MailAddress> recipients, SMTPResponse outcome) {
    return outcome;
  }
}
