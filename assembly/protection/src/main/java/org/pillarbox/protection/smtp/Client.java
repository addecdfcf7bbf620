package org.pillarbox.protection.smtp;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import org.apache.james.core.Username;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.pillarbox.protection.sendas.SendAsGrant;

/** Who is at the other end of an SMTP session, as far as hooks ask. */
final class Client {
  /** Set while a relay network's client is in a transaction: the senders that it may use. */
  static final AttachmentKey<RelaySenders> RELAY_SENDERS =
      AttachmentKey.of("pillarbox.relay-senders", RelaySenders.class);

  /** Bytes the client announced with MAIL SIZE= (RFC 1870). */
  static final AttachmentKey<Long> ANNOUNCED_SIZE = AttachmentKey.of("pillarbox.size", Long.class);

  /** The senders of the relay network a client belongs to. */
  record RelaySenders(Set<SendAsGrant> grants) {}

  private Client() {}

  static Optional<Username> user(SMTPSession session) {
    return Optional.ofNullable(session.getUsername());
  }

  static InetAddress address(SMTPSession session) {
    return session.getRemoteAddress().getAddress();
  }

  static long announcedSize(SMTPSession session) {
    return session.getAttachment(ANNOUNCED_SIZE, State.Transaction).orElse(0L);
  }

  static Optional<RelaySenders> relaySenders(SMTPSession session) {
    return session.getAttachment(RELAY_SENDERS, State.Transaction);
  }
}
