package org.pillarbox.actions.rules;

import com.google.common.net.InetAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.pillarbox.actions.MailOrigin;
import org.pillarbox.rules.facts.CounterKey;

/** Who sent a mail in, as against who it says it is from. */
final class LoggedIn {
  /** Set by James' JMAP submission. */
  private static final AttributeName JMAP_USER =
      AttributeName.of("org.apache.james.jmap.send.MailMetaData.username");

  private LoggedIn() {}

  /**
   * The user who had logged in, by SMTP or JMAP. Of a mail that somebody's script or forward sent
   * on it is not the one to be told or suspended, though the mail still bears the name.
   */
  static Optional<Username> user(Mail mail) {
    if (MailOrigin.of(mail).filter(origin -> !origin.hasDialogue()).isPresent()) {
      return Optional.empty();
    }
    return AttributeUtils.getValueAndCastFromMail(mail, Mail.SMTP_AUTH_USER, String.class)
        .or(() -> AttributeUtils.getValueAndCastFromMail(mail, JMAP_USER, String.class))
        .filter(name -> !name.isBlank())
        .map(Username::of);
  }

  /** Whose count it is. */
  static Optional<String> subject(Mail mail, CounterKey.By by) {
    return switch (by) {
      case SENDER -> mail.getMaybeSender().asOptional().map(MailAddress::asString);
      case USER -> user(mail).map(Username::asString);
      case NETWORK -> Optional.ofNullable(mail.getRemoteAddr()).flatMap(LoggedIn::network);
    };
  }

  /** The /24 of IPv4, the /64 of IPv6: who has one address there mostly has them all. */
  private static Optional<String> network(String address) {
    if (!InetAddresses.isInetAddress(address)) {
      return Optional.empty();
    }
    InetAddress client = InetAddresses.forString(address);
    byte[] bytes = client.getAddress();
    int kept = client instanceof Inet6Address ? 8 : 3;
    Arrays.fill(bytes, kept, bytes.length, (byte) 0);
    return Optional.of(InetAddresses.toAddrString(address(bytes)) + "/" + kept * 8);
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are an address", e);
    }
  }
}
