package org.pillarbox.actions;

import java.util.Optional;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/**
 * How one mail leaves the house, where that is not as usual; as it travels with the mail to {@link
 * DeliverRemotely}.
 *
 * @param by what kind of way
 * @param name of the host or domain
 * @param port on which a host listens
 */
public record Onward(By by, String name, int port) {
  private static final AttributeName ROUTE = AttributeName.of("pillarbox.route");
  private static final AttributeName TLS = AttributeName.of("pillarbox.require-tls");

  /** Kinds of ways. */
  public enum By {
    /** The smarthost of the settings, with its password. */
    SMARTHOST,
    /** A host, without password. */
    HOST,
    /** The servers of a domain, RFC 5321 section 5.1. */
    MX
  }

  public Onward {
    boolean plain =
        !name.isEmpty()
            && name.length() <= 255
            && name.chars().noneMatch(c -> c <= ' ' || c == 127 || c == '/');
    if (!plain || port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "a way onward is a host or domain and a port from 1 to 65535, not "
              + name.replaceAll("\\p{Cntrl}", "?")
              + ":"
              + port);
    }
  }

  /** Sends the mail this way. */
  public static void set(Mail mail, Onward onward) {
    mail.setAttribute(
        new Attribute(
            ROUTE, AttributeValue.of(onward.by + "\t" + onward.port + "\t" + onward.name)));
  }

  /** The way that was set, if one was. */
  public static Optional<Onward> of(Mail mail) {
    return AttributeUtils.getValueAndCastFromMail(mail, ROUTE, String.class)
        .map(text -> text.split("\t", 3))
        .map(parts -> new Onward(By.valueOf(parts[0]), parts[2], Integer.parseInt(parts[1])));
  }

  /** Sends the mail over TLS or not at all. */
  public static void requireTls(Mail mail) {
    mail.setAttribute(new Attribute(TLS, AttributeValue.of(true)));
  }

  /** Whether the mail may go over TLS only. */
  public static boolean needsTls(Mail mail) {
    return AttributeUtils.getValueAndCastFromMail(mail, TLS, Boolean.class).orElse(false);
  }
}
