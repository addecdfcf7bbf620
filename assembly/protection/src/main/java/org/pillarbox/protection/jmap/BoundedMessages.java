package org.pillarbox.protection.jmap;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.james.jmap.mail.BlobId;
import org.apache.james.jmap.routes.Blob;
import org.apache.james.jmap.routes.BlobResolver;
import org.apache.james.jmap.routes.BlobResolvers;
import org.apache.james.mailbox.MailboxSession;
import org.pillarbox.protection.ProtectionConfiguration;
import org.pillarbox.protection.message.MessageBounds;
import org.pillarbox.protection.message.MessageStructure;
import reactor.core.publisher.Mono;
import reactor.core.scala.publisher.SMono;
import reactor.core.scheduler.Schedulers;

/**
 * Blobs that are about to be parsed as messages: one that SMTP would refuse is not handed out. The
 * error says which bound it is over; {@code Email/import} (RFC 8621 section 4.8) shows it to the
 * client, {@code Email/parse} (section 4.9) calls the blob not parsable.
 */
final class BoundedMessages extends BlobResolvers {
  private final MessageBounds bounds;

  @Inject
  BoundedMessages(Set<BlobResolver> resolvers, ProtectionConfiguration configuration) {
    super(resolvers);
    this.bounds = configuration.message();
  }

  @Override
  public SMono<Blob> resolve(BlobId id, MailboxSession session) {
    // Asked for twice: what some blobs hold can be read only once.
    return SMono.fromPublisher(
        Mono.from(super.resolve(id, session))
            .flatMap(this::check)
            .then(Mono.defer(() -> Mono.from(super.resolve(id, session)))));
  }

  private Mono<Void> check(Blob blob) {
    return Mono.fromCallable(() -> violation(blob))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(
            violation ->
                violation
                    .map(what -> Mono.<Void>error(new IllegalArgumentException(what)))
                    .orElseGet(Mono::empty));
  }

  private Optional<String> violation(Blob blob) throws IOException {
    try (InputStream content = blob.content()) {
      return MessageStructure.violation(content, bounds);
    }
  }
}
