package org.pillarbox.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.inject.Provider;
import javax.mail.MessagingException;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.MatcherConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pillarbox.rules.catalog.Catalog;
import org.pillarbox.rules.catalog.Entry;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.AuthResult;
import org.pillarbox.rules.facts.Authentication;
import org.pillarbox.rules.facts.DkimResult;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.facts.Scan;
import org.pillarbox.rules.list.NamedLists;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The Javadoc of the matchers is their manual: each example in it is read, started and asked about
 * a mail that it must match and one that it must not.
 */
class MatcherManualTest {
  private static final Path SOURCES = Path.of("src/main/java/org/pillarbox/conditions");
  private static final Pattern EXAMPLE =
      Pattern.compile("<pre>\\{@code\\n(.*?)\\n \\* \\}</pre>", Pattern.DOTALL);
  private static final Instant MONDAY = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant SUNDAY = Instant.parse("2026-11-22T12:00:00Z");

  private final FactsOf facts =
      FactsOfTest.factsOf(
          new Directory("example.org")
              .group("hr", "team@example.org")
              .wroteTo("erika@example.com")
              .count("hanna@example.org", 500));

  /** An example as it stands in a matcher's Javadoc. */
  record Example(String file, String match) {
    Class<?> matcher() {
      try {
        return Class.forName(match.substring(0, match.indexOf('=')));
      } catch (ClassNotFoundException e) {
        throw new AssertionError(file, e);
      }
    }

    String condition() {
      return match.substring(match.indexOf('=') + 1);
    }

    @Override
    public String toString() {
      return match;
    }
  }

  private static Stream<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("Matcher.java"))
          .filter(file -> !file.getFileName().toString().equals("ConditionMatcher.java"))
          .sorted()
          .toList()
          .stream();
    }
  }

  static List<Example> examples() throws IOException {
    return sources().flatMap(file -> examples(file).stream()).toList();
  }

  private static List<Example> examples(Path file) {
    try {
      Matcher found = EXAMPLE.matcher(Files.readString(file));
      List<Example> examples =
          found
              .results()
              .map(result -> result.group(1).replaceAll("(?m)^ \\* ?", ""))
              .map(xml -> new Example(file.getFileName().toString(), match(xml)))
              .toList();
      assertThat(examples).as("examples in %s", file).isNotEmpty();
      return examples;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String match(String xml) {
    try {
      Element mailet =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
              .getDocumentElement();
      assertThat(mailet.getTagName()).isEqualTo("mailet");
      assertThat(mailet.getAttribute("class")).isNotEmpty();
      return mailet.getAttribute("match");
    } catch (IOException | SAXException | javax.xml.parsers.ParserConfigurationException e) {
      throw new AssertionError(xml, e);
    }
  }

  private ConditionMatcher started(Class<?> type, String condition) throws MessagingException {
    ConditionMatcher matcher;
    try {
      Provider<NamedLists> lists = NamedLists::none;
      matcher =
          (ConditionMatcher)
              type.getConstructor(FactsOf.class, Provider.class).newInstance(facts, lists);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.getName(), e);
    }
    matcher.init(
        new MatcherConfig() {
          @Override
          public String getCondition() {
            return condition;
          }

          @Override
          public MailetContext getMailetContext() {
            throw new UnsupportedOperationException();
          }

          @Override
          public String getMatcherName() {
            return type.getSimpleName();
          }
        });
    return matcher;
  }

  @Test
  void everyConditionOfTheRulesIsAMatcher() throws IOException {
    assertThat(sources().map(file -> file.getFileName().toString()))
        .containsExactlyInAnyOrderElementsOf(
            Catalog.standard().conditions().stream()
                .map(Entry::name)
                .map(MatcherManualTest::className)
                .map(name -> name + ".java")
                .toList());
  }

  private static String className(String name) {
    return Stream.of(name.split("-", -1))
            .map(
                word -> word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining())
        + "Matcher";
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleMatchesWhatItIsAbout(Example example) throws Exception {
    assertThat(example.file()).isEqualTo(example.matcher().getSimpleName() + ".java");
    assertThat(started(example.matcher(), example.condition()).match(all()))
        .containsExactly(Mails.address("out@far.example"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleMatchesNothingElse(Example example) throws Exception {
    assertThat(started(example.matcher(), example.condition()).match(none())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyParameterIsDescribedInTheManual(Example example) throws IOException {
    String manual = Files.readString(SOURCES.resolve(example.file()));
    Entry entry =
        Catalog.standard().conditions().stream()
            .filter(one -> (className(one.name()) + ".java").equals(example.file()))
            .findFirst()
            .orElseThrow();

    assertThat(entry.parameters())
        .allSatisfy(parameter -> assertThat(manual).contains("{@code " + parameter.name() + "}"));
    assertThat(manual).contains("{@code unknown}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{words: [a], colour: red}",
        "{words: [a], unknown: maybe}",
        "{words",
        "{words: 1h, is"
      })
  void whatIsWrongStopsTheStart(String condition) {
    assertThatThrownBy(() -> started(SubjectMatcher.class, condition))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("SubjectMatcher");
  }

  @Test
  void whatCannotBeDecidedDoesNotMatchUnlessAskedTo() throws MessagingException {
    Mail mail = Mails.mail("a@b.example", "Subject: x\n\nx\n", "c@example.org");

    assertThat(started(SpfMatcher.class, "{is: [fail]}").match(mail)).isEmpty();
    assertThat(started(SpfMatcher.class, "{is: [fail], unknown: match}").match(mail)).hasSize(1);
    assertThatThrownBy(() -> started(SpfMatcher.class, "{is: [fail], unknown: defer}").match(mail))
        .isInstanceOf(MessagingException.class);
  }

  @Test
  void aMatcherPicksItsRecipientsOnly() throws MessagingException {
    Mail mail = Mails.mail("a@b.example", "Subject: x\n\nx\n", "team@example.org", "c@example.org");

    assertThat(started(RecipientMatcher.class, "{group: [hr]}").match(mail))
        .containsExactly(Mails.address("team@example.org"));
  }

  /** A mail that each example matches. */
  private static MailImpl all() throws MessagingException, IOException {
    MailImpl mail = Mails.mail("erika@example.com", rich(), "out@far.example");
    MailFacts.origin(mail, Origin.MX);
    MailFacts.tls(mail, false);
    MailFacts.reverseName(mail, Fact.absent());
    MailFacts.recipients(
        mail, IntStream.range(0, 51).mapToObj(i -> Address.of("r" + i + "@example.org")).toList());
    MailFacts.expanded(
        mail, Map.of(Mails.address("out@far.example"), Address.of("team@example.org")));
    MailFacts.authentication(
        mail,
        new Authentication(
            Fact.of(AuthResult.FAIL),
            Fact.of(List.of(new DkimResult("example.com", AuthResult.PASS))),
            Fact.of(AuthResult.FAIL),
            Fact.of(AuthResult.FAIL)));
    MailFacts.scan(mail, new Scan(Fact.of(7.0), Fact.of("Win.Test")));
    Mails.set(mail, Mail.SMTP_HELO, "laptop");
    Mails.set(mail, Mail.SMTP_AUTH_USER, "hanna@example.org");
    Mails.set(mail, AttributeName.of("pillarbox.arrived"), SUNDAY.toEpochMilli());
    return mail;
  }

  private static String rich() throws IOException {
    ByteArrayOutputStream invoice = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(invoice)) {
      for (String name : List.of("[Content_Types].xml", "word/document.xml", "vbaProject.bin")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    byte[] program = new byte[9 << 20];
    program[0] = 'M';
    program[1] = 'Z';
    byte[] closed = {'R', 'a', 'r', '!', 0x1A, 7, 1, 0, 0, 0, 0, 0, 5, 4, 0, 0, 0, 0};
    return """
        From: "Erika Boss" <erika@example.com>
        Subject: your invoice
        X-Campaign: summer sale
        List-Id: <news.example.com>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        confidential 4111 1111 1111 1111
        AB123456 AB123457 AB123458 AB123459 AB123460
        DE89370400440532013000, GB82WEST12345698765432, FR1420041010050500013M02606.
        """
        + file("invoice1.zip", invoice.toByteArray())
        + file("setup.exe", program)
        + file("closed.rar", closed)
        + "--b--\n";
  }

  private static String file(String name, byte[] content) {
    return "--b\nContent-Type: application/octet-stream; name="
        + name
        + "\nContent-Transfer-Encoding: base64\n\n"
        + Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(content)
        + "\n";
  }

  /** A mail that no example matches, although all facts are known. */
  private static MailImpl none() throws MessagingException {
    MailImpl mail =
        Mails.mail(
            "carl@other.example",
            """
            From: Carl <carl@other.example>
            Subject: lunch
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            At noon?
            --b
            Content-Type: text/plain; name=menu.txt

            soup
            --b--
            """,
            "someone@example.org");
    mail.setRemoteAddr("198.51.100.1");
    MailFacts.origin(mail, Origin.SUBMISSION);
    MailFacts.tls(mail, true);
    MailFacts.reverseName(mail, Fact.of("mail.other.example"));
    MailFacts.expanded(mail, Map.of());
    MailFacts.authentication(
        mail,
        new Authentication(
            Fact.of(AuthResult.PASS),
            Fact.of(List.of()),
            Fact.of(AuthResult.PASS),
            Fact.of(AuthResult.NONE)));
    MailFacts.scan(mail, new Scan(Fact.of(0.5), Fact.absent()));
    Mails.set(mail, Mail.SMTP_HELO, "mail.other.example");
    Mails.set(mail, Mail.SMTP_AUTH_USER, "carl@example.org");
    Mails.set(mail, AttributeName.of("pillarbox.arrived"), MONDAY.toEpochMilli());
    return mail;
  }
}
