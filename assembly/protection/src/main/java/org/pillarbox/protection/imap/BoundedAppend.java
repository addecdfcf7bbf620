package org.pillarbox.protection.imap;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.james.imap.api.ImapConfiguration;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.request.ImapRequest;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.Literal;
import org.apache.james.imap.message.request.AppendRequest;
import org.apache.james.imap.message.request.ReplaceRequest;
import org.apache.james.imap.message.response.UnpooledStatusResponseFactory;
import org.pillarbox.protection.message.MessageBounds;
import org.pillarbox.protection.message.MessageStructure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * A message that SMTP would refuse does not come in by APPEND (RFC 3501 section 6.3.11) or REPLACE
 * (RFC 8508) either: whoever reads the mailbox parses it without bounds. The NO says which bound it
 * is over.
 */
final class BoundedAppend implements ImapProcessor {
  private static final Logger LOGGER = LoggerFactory.getLogger(BoundedAppend.class);

  private final ImapProcessor james;
  private final MessageBounds bounds;
  private final UnpooledStatusResponseFactory answers = new UnpooledStatusResponseFactory();

  BoundedAppend(ImapProcessor james, MessageBounds bounds) {
    this.james = james;
    this.bounds = bounds;
  }

  @Override
  public Mono<Void> processReactive(ImapMessage message, Responder responder, ImapSession session) {
    if (message instanceof AppendRequest append) {
      return checked(append, append.getMessage(), responder, session);
    }
    if (message instanceof ReplaceRequest replace) {
      return checked(replace, replace.getMessage(), responder, session);
    }
    return james.processReactive(message, responder, session);
  }

  private Mono<Void> checked(
      ImapRequest request, Literal message, Responder responder, ImapSession session) {
    return Mono.fromCallable(() -> violation(message))
        .flatMap(
            violation ->
                violation
                    .map(what -> refuse(request, what, responder, session))
                    .orElseGet(() -> james.processReactive(request, responder, session)));
  }

  private Optional<String> violation(Literal message) {
    try (InputStream content = message.getInputStream()) {
      return MessageStructure.violation(content, bounds);
    } catch (IOException e) {
      LOGGER.error("A message to be appended can't be read back", e);
      return Optional.of("message can't be read for now, try again");
    }
  }

  private Mono<Void> refuse(
      ImapRequest request, String what, Responder responder, ImapSession session) {
    return Mono.fromRunnable(
        () -> {
          LOGGER.info(
              "Refused {} of a message user={}: {}",
              request.getCommand().getName(),
              session.getUserName() == null ? "" : session.getUserName().asString(),
              what);
          // The message's lines were read as one literal: from here on lines are commands again.
          session.stopDetectingCommandInjection();
          responder.respond(
              answers.taggedNo(
                  request.getTag(),
                  request.getCommand(),
                  new HumanReadableText("org.pillarbox.BOUNDS", "failed: " + what)));
        });
  }

  @Override
  public void configure(ImapConfiguration configuration) {
    james.configure(configuration);
  }
}
