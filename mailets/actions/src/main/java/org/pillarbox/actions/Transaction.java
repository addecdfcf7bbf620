package org.pillarbox.actions;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;

/** Hands one mail to one server. */
final class Transaction {
  /**
   * One address of a server.
   *
   * @param name as in its MX record or as the admin wrote it
   * @param address where it is
   * @param port on which it listens
   */
  record Server(String name, InetAddress address, int port) {
    InetSocketAddress socketAddress() {
      return new InetSocketAddress(address, port);
    }

    @Override
    public String toString() {
      return name + " [" + address.getHostAddress() + "]";
    }
  }

  /**
   * How far a server is trusted.
   *
   * @param account the smarthost, if that is what it is
   * @param tls how much TLS is asked
   */
  record Trust(Optional<OutboundSettings.Smarthost> account, TlsPolicy tls) {
    /** As the settings say for the smarthost; more for mail that must not go in clear. */
    static Trust of(Optional<OutboundSettings.Smarthost> smarthost, boolean needsTls) {
      TlsPolicy usual =
          smarthost.map(OutboundSettings.Smarthost::tls).orElse(TlsPolicy.OPPORTUNISTIC);
      return new Trust(smarthost, needsTls && !usual.isRequired() ? TlsPolicy.ENCRYPTED : usual);
    }
  }

  private final OutboundSettings settings;
  private final Trust trust;

  Transaction(OutboundSettings settings, Trust trust) {
    this.settings = settings;
    this.trust = trust;
  }

  /**
   * Tries the recipients that are still open and writes what comes of it into the attempt.
   *
   * @throws IOException when the server could not be reached or the connection broke; who had no
   *     word before stays open
   */
  void run(Mail mail, Server server, Attempt attempt) throws IOException, MessagingException {
    try {
      run(mail, server, attempt, true);
    } catch (TlsFailedException e) {
      if (trust.tls().isRequired()) {
        throw e;
      }
      run(mail, server, attempt, false);
    }
  }

  private static final class TlsFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    TlsFailedException(IOException cause) {
      super("TLS could not be agreed on: " + cause.getMessage(), cause);
    }
  }

  private void run(Mail mail, Server server, Attempt attempt, boolean tls)
      throws IOException, MessagingException {
    try (SmtpConnection connection =
        SmtpConnection.open(
            server.socketAddress(), settings.connectTimeout(), settings.timeout())) {
      Optional<SmtpReply> refusal = introduce(connection, server, tls);
      if (refusal.isPresent()) {
        // Whatever it is about, it is not about these recipients: another server, or this one
        // later, may take them.
        SmtpReply reply = refusal.get();
        attempt.server(
            attempt.open(), server.toString(), reply.isPermanent() ? soften(reply) : reply);
        return;
      }
      transact(connection, mail, server, attempt);
      quit(connection);
    }
  }

  private static SmtpReply soften(SmtpReply reply) {
    return new SmtpReply(400 + reply.code() % 100, "(to our greeting) " + reply);
  }

  private Optional<SmtpReply> introduce(SmtpConnection connection, Server server, boolean tls)
      throws IOException {
    boolean tlsFromStart =
        trust.account().map(OutboundSettings.Smarthost::tlsFromStart).orElse(false);
    TlsPolicy policy = trust.tls();
    if (tlsFromStart) {
      connection.wrap(policy, server.name());
    }
    SmtpReply greeting = connection.greeting();
    if (!greeting.isPositive()) {
      return Optional.of(greeting);
    }
    SmtpReply hello = connection.hello(settings.helloName());
    if (!hello.isPositive()) {
      return Optional.of(hello);
    }
    if (tls && !tlsFromStart && connection.offers("STARTTLS")) {
      try {
        connection.encrypt(policy, server.name(), settings.helloName());
      } catch (IOException e) {
        throw new TlsFailedException(e);
      }
    }
    if (policy.isRequired() && !connection.isEncrypted()) {
      throw new IOException(server + " offers no TLS, and this mail does not go without");
    }
    return logIn(connection);
  }

  private Optional<SmtpReply> logIn(SmtpConnection connection) throws IOException {
    Optional<OutboundSettings.Smarthost> account =
        trust.account().filter(smarthost -> !smarthost.user().isEmpty());
    if (account.isEmpty()) {
      return Optional.empty();
    }
    SmtpReply reply = connection.authenticate(account.get().user(), account.get().password());
    return Optional.of(reply).filter(answer -> !answer.isPositive());
  }

  private void transact(SmtpConnection connection, Mail mail, Server server, Attempt attempt)
      throws IOException, MessagingException {
    Set<MailAddress> recipients = attempt.open();
    if (needsUtf8(mail) && !connection.offers("SMTPUTF8")) {
      attempt.ours(
          recipients,
          Attempt.End.NEVER,
          "5.6.7",
          server + " does not take addresses in other than ASCII letters (SMTPUTF8).");
      return;
    }
    SmtpReply from = connection.command(mailFrom(connection, mail));
    if (!from.isPositive()) {
      attempt.server(recipients, server.toString(), from);
      return;
    }
    List<MailAddress> accepted = new ArrayList<>();
    for (MailAddress recipient : recipients) {
      SmtpReply reply = connection.command("RCPT TO:<" + recipient.asString() + ">");
      if (reply.isPositive()) {
        accepted.add(recipient);
      } else {
        attempt.server(List.of(recipient), server.toString(), reply);
      }
    }
    if (accepted.isEmpty()) {
      return;
    }
    SmtpReply data = connection.command("DATA");
    // 354 is the only word after which content may follow.
    SmtpReply end = data.code() == 354 ? connection.send(mail.getMessage()) : data;
    boolean confused = data.code() != 354 && data.isPositive();
    attempt.server(
        accepted, server.toString(), confused ? new SmtpReply(451, "(to DATA) " + data) : end);
  }

  private static String mailFrom(SmtpConnection connection, Mail mail) throws MessagingException {
    StringBuilder line = new StringBuilder("MAIL FROM:<");
    line.append(mail.getMaybeSender().asOptional().map(MailAddress::asString).orElse(""))
        .append('>');
    if (connection.offers("SIZE")) {
      line.append(" SIZE=").append(mail.getMessageSize());
    }
    if (connection.offers("8BITMIME")) {
      line.append(" BODY=8BITMIME");
    }
    if (needsUtf8(mail)) {
      line.append(" SMTPUTF8");
    }
    return line.toString();
  }

  private static boolean needsUtf8(Mail mail) {
    return !(isAscii(mail.getMaybeSender().asString())
        && mail.getRecipients().stream().map(MailAddress::asString).allMatch(Transaction::isAscii));
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  private static void quit(SmtpConnection connection) {
    try {
      connection.command("QUIT");
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger(Transaction.class)
          .debug("The server left without a word after QUIT; its earlier word counts", e);
    }
  }
}
