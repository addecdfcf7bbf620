package org.pillarbox.protection.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.smtpserver.JamesMessageHook;
import org.apache.mailet.Mail;
import org.pillarbox.protection.rcpt.StoreAwayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who sends with a login or from a relay network names only addresses of their own in From and
 * Sender (RFC 5322 section 3.6.2), all of them, in every occurrence: 550 5.7.1. What can't be read
 * as addresses is not theirs.
 */
public final class HeaderIdentityHook implements JamesMessageHook {
  private static final Logger LOGGER = LoggerFactory.getLogger(HeaderIdentityHook.class);

  private final SenderIdentity identity;

  @Inject
  public HeaderIdentityHook(SenderIdentity identity) {
    this.identity = identity;
  }

  @Override
  public HookResult onMessage(SMTPSession session, Mail mail) {
    try {
      if (Client.user(session).isEmpty() && Client.relaySenders(session).isEmpty()) {
        return HookResult.DECLINED;
      }
      for (String named : named(mail.getMessage())) {
        if (!allowed(session, named)) {
          return LoginFirstHook.notTheirs(printable(named)).refusal();
        }
      }
      return HookResult.DECLINED;
    } catch (MessagingException | StoreAwayException e) {
      LOGGER.warn("Can't tell whether the From of {} is allowed", mail.getName(), e);
      return Reply.STORE_AWAY.refusal();
    }
  }

  private static List<String> named(MimeMessage message) throws MessagingException {
    List<String> named = new ArrayList<>();
    for (String header : List.of("From", "Sender")) {
      String[] values = message.getHeader(header);
      for (String value : values == null ? new String[0] : values) {
        named.addAll(addresses(value));
      }
    }
    return named;
  }

  private static List<String> addresses(String value) {
    try {
      List<String> addresses = new ArrayList<>();
      for (InternetAddress address : InternetAddress.parseHeader(value, false)) {
        if (address.isGroup()) {
          for (InternetAddress member : address.getGroup(false)) {
            addresses.add(member.getAddress());
          }
        } else {
          addresses.add(address.getAddress());
        }
      }
      // An empty list would allow what a client shows as an address all the same.
      return addresses.isEmpty() ? List.of(value) : addresses;
    } catch (AddressException e) {
      LOGGER.debug("From or Sender can't be read: {}", value, e);
      return List.of(value);
    }
  }

  private boolean allowed(SMTPSession session, String text) throws StoreAwayException {
    Optional<MailAddress> address = address(text);
    if (address.isEmpty()) {
      return false;
    }
    if (session.getUsername() != null) {
      return identity.maySendAs(session.getUsername(), address.get());
    }
    return Client.relaySenders(session)
        .filter(senders -> senders.grants().stream().anyMatch(grant -> grant.covers(address.get())))
        .isPresent();
  }

  private static Optional<MailAddress> address(String text) {
    try {
      return Optional.of(new MailAddress(text));
    } catch (AddressException e) {
      LOGGER.debug("Not an address: {}", text, e);
      return Optional.empty();
    }
  }

  private static String printable(String text) {
    String ascii = text.replaceAll("[^\\x21-\\x7e]+", " ").trim();
    return ascii.length() > 200 ? ascii.substring(0, 200) : ascii;
  }
}
