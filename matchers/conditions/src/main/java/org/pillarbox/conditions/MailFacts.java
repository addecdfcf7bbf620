package org.pillarbox.conditions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.AuthResult;
import org.pillarbox.rules.facts.Authentication;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.DkimResult;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.facts.Scan;

/**
 * What a mail carries with it of the dialogue that it came in by and of what filters said, in
 * attributes: the one place that knows their names. Whoever takes in a mail writes them, {@link
 * FactsOf} reads them. A missing one is unknown, and says so.
 */
public final class MailFacts {
  private static final AttributeName ORIGIN = AttributeName.of("pillarbox.origin");
  private static final AttributeName TLS = AttributeName.of("pillarbox.tls");
  private static final AttributeName REVERSE_NAME = AttributeName.of("pillarbox.reverse-name");
  private static final AttributeName COUNTRY = AttributeName.of("pillarbox.country");
  private static final AttributeName BLOCKLISTS = AttributeName.of("pillarbox.blocklists");
  private static final AttributeName RECIPIENTS = AttributeName.of("pillarbox.recipients");
  private static final AttributeName GIVEN = AttributeName.of("pillarbox.given-recipients");
  private static final AttributeName SPF = AttributeName.of("pillarbox.spf");
  private static final AttributeName DKIM = AttributeName.of("pillarbox.dkim");
  private static final AttributeName DMARC = AttributeName.of("pillarbox.dmarc");
  private static final AttributeName ARC = AttributeName.of("pillarbox.arc");
  private static final AttributeName SPAM_SCORE = AttributeName.of("pillarbox.spam-score");
  private static final AttributeName VIRUS = AttributeName.of("pillarbox.virus");

  private static final AttributeName COUNTERS = AttributeName.of("pillarbox.counters");

  private static final String NOT_LOOKED_UP = "not looked up";
  private static final String NOT_CHECKED = "not checked";

  private MailFacts() {}

  private static void set(Mail mail, AttributeName name, AttributeValue<?> value) {
    mail.setAttribute(new Attribute(name, value));
  }

  private static Optional<String> text(Mail mail, AttributeName name) {
    return AttributeUtils.getValueAndCastFromMail(mail, name, String.class);
  }

  /** Notes which way the mail came in. */
  public static void origin(Mail mail, Origin origin) {
    set(mail, ORIGIN, AttributeValue.of(lower(origin)));
  }

  static Optional<Origin> notedOrigin(Mail mail) {
    // James writes constants as they are, this class in small letters.
    return text(mail, ORIGIN)
        .flatMap(name -> named(Origin.values(), name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Notes what the counters said when the message was accepted: rules that are asked again must see
   * what they saw then, not the message itself.
   */
  public static void counters(Mail mail, Map<CounterKey, Fact<Long>> counters) {
    if (!counters.isEmpty()) {
      set(
          mail,
          COUNTERS,
          AttributeValue.of(
              counters.entrySet().stream()
                  .flatMap(
                      entry ->
                          entry.getValue().value().stream()
                              .map(count -> name(entry.getKey()) + " " + count))
                  .collect(Collectors.joining("\n"))));
    }
  }

  private static String name(CounterKey key) {
    return key.by() + "," + key.measure() + "," + key.window();
  }

  /** These counters as they were at acceptance, where that was noted. */
  public static Map<CounterKey, Fact<Long>> counters(Mail mail, Set<CounterKey> asked) {
    Map<String, Long> noted = new LinkedHashMap<>();
    for (String line : text(mail, COUNTERS).map(all -> all.lines().toList()).orElse(List.of())) {
      String[] parts = line.split(" ", 2);
      noted.put(parts[0], Long.parseLong(parts[1]));
    }
    Map<CounterKey, Fact<Long>> counters = new LinkedHashMap<>();
    for (CounterKey key : asked) {
      Optional.ofNullable(noted.get(name(key)))
          .ifPresent(count -> counters.put(key, Fact.of(count)));
    }
    return counters;
  }

  /** Notes whether the dialogue was encrypted. */
  public static void tls(Mail mail, boolean used) {
    set(mail, TLS, AttributeValue.of(used));
  }

  /** Whether the dialogue was encrypted. */
  public static Fact<Boolean> tls(Mail mail) {
    return AttributeUtils.getValueAndCastFromMail(mail, TLS, Boolean.class)
        .map(Fact::of)
        .orElse(Fact.unknown("not noted"));
  }

  /** Notes the client's confirmed reverse name, or that it has none; nothing where that is open. */
  public static void reverseName(Mail mail, Fact<String> name) {
    if (name instanceof Fact.Value || name instanceof Fact.Absent) {
      set(mail, REVERSE_NAME, AttributeValue.of(name.value().orElse("")));
    }
  }

  /** The client's confirmed reverse name, as it was found in the dialogue. */
  public static Fact<String> reverseName(Mail mail) {
    return maybe(text(mail, REVERSE_NAME), NOT_LOOKED_UP);
  }

  /** Notes the client's country (ISO 3166-1, two letters), or that it has none. */
  public static void country(Mail mail, Optional<String> country) {
    set(mail, COUNTRY, AttributeValue.of(country.orElse("")));
  }

  static Fact<String> country(Mail mail) {
    return maybe(text(mail, COUNTRY), NOT_LOOKED_UP);
  }

  /** Notes which DNS lists name the client. */
  public static void blocklists(Mail mail, Set<String> lists) {
    set(mail, BLOCKLISTS, AttributeValue.of(String.join(" ", new TreeSet<>(lists))));
  }

  static Fact<Set<String>> blocklists(Mail mail) {
    return text(mail, BLOCKLISTS)
        .map(names -> Fact.of(words(names).collect(Collectors.toUnmodifiableSet())))
        .orElse(Fact.unknown(NOT_LOOKED_UP));
  }

  /** What the client said with HELO or EHLO. */
  public static Fact<String> helo(Mail mail) {
    return Fact.ofOptional(text(mail, Mail.SMTP_HELO));
  }

  /** Notes all recipients as they were given, before the mail is split. */
  public static void recipients(Mail mail, List<Address> given) {
    set(
        mail,
        RECIPIENTS,
        AttributeValue.of(given.stream().map(Address::toString).collect(Collectors.joining(" "))));
  }

  static List<Address> recipients(Mail mail) {
    return text(mail, RECIPIENTS)
        .map(all -> words(all).map(MailFacts::address).flatMap(Optional::stream).toList())
        .orElseGet(
            () ->
                mail.getRecipients().stream()
                    .map(recipient -> address(recipient.asString()))
                    .flatMap(Optional::stream)
                    .toList());
  }

  /**
   * Notes for which addresses as given with RCPT the recipients stand after aliases, groups and
   * forwards were expanded; called once, when they were.
   *
   * @param given by recipient as it is now; who is missing was given as it is
   */
  public static void expanded(Mail mail, Map<MailAddress, Address> given) {
    set(
        mail,
        GIVEN,
        AttributeValue.of(
            given.entrySet().stream()
                .map(one -> one.getKey().asString() + "\t" + one.getValue())
                .collect(Collectors.joining("\n"))));
  }

  /** Whether {@link #expanded} was called. */
  static boolean isExpanded(Mail mail) {
    return mail.getAttribute(GIVEN).isPresent();
  }

  /** The address as given with RCPT. */
  static Optional<Address> given(Mail mail, MailAddress recipient) {
    String prefix = recipient.asString() + "\t";
    return text(mail, GIVEN).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .findFirst()
        .or(() -> Optional.of(recipient.asString()))
        .flatMap(MailFacts::address);
  }

  /** Notes what was verified of the sender's domain; what is not known is left out. */
  public static void authentication(Mail mail, Authentication verified) {
    verified.spf().value().ifPresent(is -> set(mail, SPF, AttributeValue.of(lower(is))));
    verified.dmarc().value().ifPresent(is -> set(mail, DMARC, AttributeValue.of(lower(is))));
    verified.arc().value().ifPresent(is -> set(mail, ARC, AttributeValue.of(lower(is))));
    verified
        .dkim()
        .value()
        .ifPresent(
            all ->
                set(
                    mail,
                    DKIM,
                    AttributeValue.of(
                        all.stream()
                            .map(one -> one.domain() + "=" + lower(one.result()))
                            .collect(Collectors.joining(" ")))));
  }

  static Authentication authentication(Mail mail) {
    return new Authentication(
        result(mail, SPF), dkim(mail), result(mail, DMARC), result(mail, ARC));
  }

  private static Fact<AuthResult> result(Mail mail, AttributeName name) {
    return text(mail, name)
        .flatMap(text -> named(AuthResult.values(), text))
        .map(Fact::of)
        .orElse(Fact.unknown(NOT_CHECKED));
  }

  private static Fact<List<DkimResult>> dkim(Mail mail) {
    Optional<String> written = text(mail, DKIM);
    if (written.isEmpty()) {
      return Fact.unknown(NOT_CHECKED);
    }
    List<DkimResult> results = new ArrayList<>();
    for (String one : words(written.get()).toList()) {
      int equals = one.lastIndexOf('=');
      named(AuthResult.values(), one.substring(equals + 1))
          .ifPresent(
              result -> results.add(new DkimResult(one.substring(0, Math.max(0, equals)), result)));
    }
    return Fact.of(results);
  }

  /** Notes what the filters said; what is not known is left out. */
  public static void scan(Mail mail, Scan scan) {
    scan.spamScore().value().ifPresent(score -> set(mail, SPAM_SCORE, AttributeValue.of(score)));
    if (scan.virus().isKnown()) {
      set(mail, VIRUS, AttributeValue.of(scan.virus().value().orElse("")));
    }
  }

  static Scan scan(Mail mail) {
    return new Scan(
        AttributeUtils.getValueAndCastFromMail(mail, SPAM_SCORE, Double.class)
            .map(Fact::of)
            .orElse(Fact.unknown("no spam filter has looked at it")),
        maybe(text(mail, VIRUS), "no virus scanner has looked at it"));
  }

  private static Fact<String> maybe(Optional<String> noted, String reason) {
    return noted
        .map(value -> Fact.ofOptional(Optional.of(value).filter(text -> !text.isEmpty())))
        .orElse(Fact.unknown(reason));
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty());
  }

  private static Optional<Address> address(String text) {
    try {
      return Optional.of(Address.of(text));
    } catch (IllegalArgumentException e) {
      // James takes addresses that rules can't name, such as one without a domain.
      return Optional.empty();
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> Optional<E> named(E[] values, String name) {
    return Arrays.stream(values)
        .collect(Collectors.toMap(MailFacts::lower, Function.identity()))
        .entrySet()
        .stream()
        .filter(entry -> entry.getKey().equals(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
