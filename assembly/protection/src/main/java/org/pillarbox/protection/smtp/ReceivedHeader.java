package org.pillarbox.protection.smtp;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;

/**
 * The trace line that each message gets on its way in (RFC 5321 section 4.4). It names the client
 * by address, not by a name that a lookup would have to wait for, and carries the id of our 250.
 */
final class ReceivedHeader {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US);

  private ReceivedHeader() {}

  static String of(SMTPSession session, String id, List<MailAddress> recipients, String protocol) {
    String address = Client.address(session).getHostAddress();
    String literal = address.contains(":") ? "[IPv6:" + address + "]" : "[" + address + "]";
    String helo =
        session
            .getAttachment(SMTPSession.CURRENT_HELO_NAME, State.Connection)
            .map(ReceivedHeader::safe)
            .orElse("unknown");
    String recipient =
        recipients.size() == 1 ? "\r\n\tfor <" + recipients.get(0).asString() + ">" : "";
    return "Received: from "
        + helo
        + " ("
        + literal
        + ")\r\n\tby "
        + session.getConfiguration().getHelloName()
        + " with "
        + protocol(session, protocol)
        + " id "
        + id
        + recipient
        + ";\r\n\t"
        + DATE.format(ZonedDateTime.now(ZoneOffset.UTC))
        + "\r\n";
  }

  /** RFC 3848: a suffix S for TLS and A for a login. */
  private static String protocol(SMTPSession session, String protocol) {
    return protocol
        + (session.isTLSStarted() ? "S" : "")
        + (Optional.ofNullable(session.getUsername()).isPresent() ? "A" : "");
  }

  private static String safe(String helo) {
    String text = helo.replaceAll("[^A-Za-z0-9.:_\\[\\]-]", "?");
    return text.length() > 255 ? text.substring(0, 255) : text;
  }
}
