package org.pillarbox.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.mail.Folder;
import javax.mail.FolderNotFoundException;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.Multipart;
import javax.mail.Session;
import javax.mail.Store;
import javax.mail.Transport;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.awaitility.Awaitility;
import org.pillarbox.server.Appliance;
import org.pillarbox.server.TrustedCertificate;
import org.pillarbox.server.configuration.ConfigurationLoader;
import org.pillarbox.server.configuration.PillarboxConfiguration;
import org.pillarbox.webadmin.TokenScope;
import org.pillarbox.webadmin.Tokens;

/** The appliance under test, with the gestures that its users make. */
final class TestAppliance implements AutoCloseable {
  static final String PASSWORD = "correct-horse-battery";
  // Below the ports that the kernel gives to clients: one of those may be taken at any time.
  private static final int OFFSET = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Appliance appliance;
  private final Path data;
  private final SSLContext tls;
  private final Rest rest;

  private TestAppliance(Appliance appliance, Path data, SSLContext tls, Rest rest) {
    this.appliance = appliance;
    this.data = data;
    this.tls = tls;
    this.rest = rest;
  }

  static TestAppliance start(Path data, Map<String, String> settings) throws Exception {
    Files.createDirectories(data);
    Files.writeString(
        data.resolve("pillarbox.yaml"),
        """
        domains: [example.org]
        admin: admin@example.org
        ports: {address: 127.0.0.1, offset: %d}
        # They end before a better compiler has paid for itself.
        engines:
          cassandra: {jvm_options: ["-XX:TieredStopAtLevel=1"]}
          opensearch: {jvm_options: ["-XX:TieredStopAtLevel=1"]}
        """
            .formatted(OFFSET));
    PillarboxConfiguration configuration =
        ConfigurationLoader.load(data, settings, PillarboxConfiguration.defaults()).values();
    Appliance appliance = Appliance.start(configuration, data, settings, step -> {});
    SSLContext tls = TrustedCertificate.context(data.resolve("tls/self-signed.crt"));
    String token =
        Tokens.in(data.resolve("secrets"))
            .mint("integration", TokenScope.ADMIN, Duration.ofMinutes(60));
    return new TestAppliance(appliance, data, tls, new Rest(tls, 443 + OFFSET, "Bearer " + token));
  }

  Path data() {
    return data;
  }

  int port(int standard) {
    return standard + OFFSET;
  }

  SSLSocketFactory tls() {
    return tls.getSocketFactory();
  }

  Rest rest() {
    return rest;
  }

  Rest restAs(String authorization) {
    return new Rest(tls, port(443), authorization);
  }

  void account(String name) throws Exception {
    rest.put("/users/" + name + "@example.org", "{\"password\":\"" + PASSWORD + "\"}");
  }

  /** An SMTP session on port 25 that has said EHLO and the given command. */
  Conversation smtp(String command) throws Exception {
    Conversation smtp = Conversation.plain(port(25));
    assertThat(smtp.reply()).startsWith("220");
    assertThat(smtp.ask("EHLO mx.elsewhere.example")).startsWith("250");
    assertThat(smtp.ask(command)).startsWith("250");
    return smtp;
  }

  /** Delivers a short message from outside; the answer to DATA. */
  String deliver(String sender, String name, String subject) throws Exception {
    return deliver(
        sender,
        name,
        "From: <"
            + sender
            + ">\r\nTo: <"
            + name
            + "@example.org>\r\nSubject: "
            + subject
            + "\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\n",
        "Text of " + subject);
  }

  String deliver(String sender, String name, String header, String body) throws Exception {
    try (Conversation smtp = smtp("MAIL FROM:<" + sender + ">")) {
      assertThat(smtp.ask("RCPT TO:<" + name + "@example.org>")).startsWith("250");
      assertThat(smtp.ask("DATA")).startsWith("354");
      String answer = smtp.ask(header + "\r\n" + body + "\r\n.");
      assertThat(answer).startsWith("250");
      return answer;
    }
  }

  void submit(String user, String from, String to, String subject) throws Exception {
    submitWithPassword(user, PASSWORD, from, to, subject);
  }

  void submitWithPassword(String user, String password, String from, String to, String subject)
      throws Exception {
    Properties properties = new Properties();
    properties.put("mail.smtp.starttls.required", "true");
    properties.put("mail.smtp.ssl.socketFactory", tls());
    send(properties, "smtp", 587, user, password, from, to, subject);
  }

  void submitImplicitTls(String user, String from, String to, String subject) throws Exception {
    Properties properties = new Properties();
    properties.put("mail.smtps.ssl.socketFactory", tls());
    send(properties, "smtps", 465, user, PASSWORD, from, to, subject);
  }

  private void send(
      Properties properties,
      String protocol,
      int port,
      String user,
      String password,
      String from,
      String to,
      String subject)
      throws Exception {
    properties.put("mail." + protocol + ".auth", "true");
    properties.put("mail." + protocol + ".timeout", Long.toString(PATIENCE.toMillis()));
    Session session = Session.getInstance(properties);
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(from));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
    message.setSubject(subject);
    message.setText("Text of " + subject);
    message.saveChanges();
    try (Transport transport = session.getTransport(protocol)) {
      transport.connect("localhost", port(port), user + "@example.org", password);
      transport.sendMessage(message, message.getAllRecipients());
    }
  }

  Store imap(String name) throws MessagingException {
    Properties properties = new Properties();
    properties.put("mail.imaps.ssl.socketFactory", tls());
    properties.put("mail.imaps.timeout", Long.toString(PATIENCE.toMillis()));
    Store store = Session.getInstance(properties).getStore("imaps");
    store.connect("localhost", port(993), name + "@example.org", PASSWORD);
    return store;
  }

  /** What a test looks at in a message that arrived. */
  record Seen(String subject, Map<String, String> headers, String text) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  List<String> subjects(String name, String folder) throws Exception {
    return messages(name, folder).stream().map(Seen::subject).toList();
  }

  Seen awaitSubject(String name, String folder, String subject) {
    return Awaitility.await(subject + " in " + folder + " of " + name)
        .atMost(PATIENCE)
        .until(
            () ->
                messages(name, folder).stream()
                    .filter(seen -> seen.subject().contains(subject))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** How many messages nobody has seen; asking marks none. */
  int unseen(String name, String folder) throws Exception {
    try (Store store = imap(name);
        Folder opened = store.getFolder(folder)) {
      opened.open(Folder.READ_ONLY);
      return opened.getUnreadMessageCount();
    }
  }

  List<Seen> messages(String name, String folder) throws Exception {
    try (Store store = imap(name);
        Folder opened = store.getFolder(folder)) {
      opened.open(Folder.READ_ONLY);
      List<Seen> seen = new ArrayList<>();
      for (Message message : opened.getMessages()) {
        seen.add(
            new Seen(
                Optional.ofNullable(message.getSubject()).orElse(""),
                Map.of("Received", String.join("\n", headers(message, "Received"))),
                text(message.getContent())));
      }
      return seen;
    } catch (FolderNotFoundException e) {
      // A folder that nothing was filed to yet does not exist yet.
      return List.of();
    }
  }

  /** Of several parts the first, which people read. */
  private static String text(Object content) throws Exception {
    return content instanceof Multipart parts && parts.getCount() > 0
        ? text(parts.getBodyPart(0).getContent())
        : String.valueOf(content);
  }

  private static List<String> headers(Message message, String name) throws MessagingException {
    return Optional.ofNullable(message.getHeader(name)).map(List::of).orElse(List.of());
  }

  @Override
  public void close() {
    appliance.close();
  }

  /** A session on port 587 in which the user has logged in. */
  Conversation submission(String user) throws Exception {
    Conversation smtp = Conversation.plain(port(587));
    smtp.reply();
    smtp.ask("EHLO client.example");
    smtp.ask("STARTTLS");
    smtp.startTls(tls());
    smtp.ask("EHLO client.example");
    String plain = "\0" + user + "@example.org\0" + PASSWORD;
    assertThat(smtp.ask("AUTH PLAIN " + Base64.getEncoder().encodeToString(plain.getBytes(UTF_8))))
        .startsWith("235");
    return smtp;
  }
}
