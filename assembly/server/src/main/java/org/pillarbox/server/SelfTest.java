package org.pillarbox.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.Store;
import javax.mail.Transport;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import javax.mail.search.BodyTerm;
import javax.net.ssl.SSLSocketFactory;

/**
 * The appliance proves that it works before it says so: a message goes in through submission with
 * TLS and AUTH, is read back over IMAP with TLS and found by a word of its text. The server's
 * certificate is checked against the file it was given, so a listener with another certificate
 * fails the test.
 */
public final class SelfTest {
  // A start after a crash works off what was waiting, on a cold machine, while this runs.
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /**
   * What the test needs to know.
   *
   * @param submission where to send, on loopback
   * @param imap where to read, on loopback
   * @param address the internal account's address, which is its login too
   * @param password its password, made for this start
   * @param certificate the PEM certificate that both listeners have to show
   * @param search whether the message must be found by search as well
   */
  public record Account(
      Door submission,
      Door imap,
      String address,
      String password,
      Path certificate,
      boolean search) {}

  /**
   * A listener.
   *
   * @param port on loopback
   * @param tlsFromStart else STARTTLS
   */
  public record Door(int port, boolean tlsFromStart) {}

  /** How long each part took; what was not tried took no time. */
  public record Result(Duration sentAndRead, Duration foundBySearch) {}

  private final Account account;
  private final SSLSocketFactory tls;

  /**
   * A test with that account.
   *
   * @throws IOException when the certificate can't be read
   */
  public SelfTest(Account account) throws IOException {
    this.account = account;
    this.tls = TrustedCertificate.context(account.certificate()).getSocketFactory();
  }

  /**
   * Sends, reads back and searches.
   *
   * @param word a word that no other message holds
   * @throws IOException with what did not work, within a minute a step
   */
  public Result run(String word) throws IOException {
    Instant start = Instant.now();
    try {
      send(word);
      Duration read = readBack(word, start);
      return new Result(read, Duration.between(start.plus(read), Instant.now()));
    } catch (MessagingException e) {
      throw new IOException("The self-test failed: " + e.getMessage(), e);
    }
  }

  private void send(String word) throws MessagingException {
    Properties properties = properties("mail.smtp", account.submission());
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", Integer.toString(account.submission().port()));
    properties.put("mail.smtp.auth", "true");
    properties.put("mail.smtp.localhost", "localhost");
    Session session = Session.getInstance(properties);
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(account.address()));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(account.address()));
    message.setSubject("Pillarbox self-test " + word);
    message.setText("The appliance wrote this to itself at its start: " + word + "\r\n", "UTF-8");
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(account.address(), account.password());
      message.saveChanges();
      transport.sendMessage(message, message.getAllRecipients());
    }
  }

  private Duration readBack(String word, Instant start) throws MessagingException, IOException {
    Properties properties = properties("mail.imap", account.imap());
    try (Store store = Session.getInstance(properties).getStore("imap")) {
      store.connect("127.0.0.1", account.imap().port(), account.address(), account.password());
      await(store, inbox -> isThere(inbox, word), "the message did not arrive in the mailbox");
      Duration read = Duration.between(start, Instant.now());
      if (account.search()) {
        await(
            store,
            inbox -> inbox.search(new BodyTerm(word)).length == 1,
            "search did not find the message by its text");
      }
      return read;
    }
  }

  /** Without search, which may be away. */
  private static boolean isThere(Folder inbox, String word) throws MessagingException {
    for (Message message : inbox.getMessages()) {
      if (String.valueOf(message.getSubject()).contains(word)) {
        return true;
      }
    }
    return false;
  }

  private interface Look {
    boolean into(Folder inbox) throws MessagingException;
  }

  private void await(Store store, Look look, String otherwise)
      throws MessagingException, IOException {
    Instant deadline = Instant.now().plus(STEP);
    while (Instant.now().isBefore(deadline)) {
      try (Folder inbox = store.getFolder("INBOX")) {
        inbox.open(Folder.READ_ONLY);
        if (look.into(inbox)) {
          return;
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new IOException(
        "The self-test failed: " + otherwise + " within " + STEP.toSeconds() + " s");
  }

  private Properties properties(String prefix, Door door) {
    Properties properties = new Properties();
    properties.put(prefix + ".ssl.enable", Boolean.toString(door.tlsFromStart()));
    properties.put(prefix + ".starttls.enable", Boolean.toString(!door.tlsFromStart()));
    properties.put(prefix + ".starttls.required", Boolean.toString(!door.tlsFromStart()));
    properties.put(prefix + ".ssl.socketFactory", tls);
    String milliseconds = Long.toString(TimeUnit.SECONDS.toMillis(STEP.toSeconds()));
    properties.put(prefix + ".connectiontimeout", milliseconds);
    properties.put(prefix + ".timeout", milliseconds);
    properties.put(prefix + ".writetimeout", milliseconds);
    return properties;
  }
}
