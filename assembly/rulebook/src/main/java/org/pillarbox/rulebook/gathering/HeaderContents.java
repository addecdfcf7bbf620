package org.pillarbox.rulebook.gathering;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.mail.Header;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeUtility;
import org.pillarbox.rules.Needs;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Author;
import org.pillarbox.rules.facts.Content;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Headers;
import org.pillarbox.rules.facts.Trait;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads size and header only: text and attachments stay unknown. */
public final class HeaderContents implements ContentReader {
  private static final Logger LOGGER = LoggerFactory.getLogger(HeaderContents.class);
  private static final int MOST_FIELDS = 2_000;
  private static final int MOST_AUTHORS = 100;

  @Override
  public Content read(MimeMessage message, Needs needs, Parties parties) throws MessagingException {
    return new Content(
        Fact.of((long) message.getSize()),
        Fact.of(headers(message, needs, parties)),
        Fact.unknown("not looked into"),
        Fact.unknown("not looked into"),
        Fact.of(traits(message)));
  }

  private static Headers headers(MimeMessage message, Needs needs, Parties parties)
      throws MessagingException {
    List<org.pillarbox.rules.facts.Header> fields = new ArrayList<>();
    for (Header field : Collections.list(message.getAllHeaders())) {
      if (fields.size() < MOST_FIELDS) {
        fields.add(
            new org.pillarbox.rules.facts.Header(field.getName(), decoded(field.getValue())));
      }
    }
    return new Headers(
        fields,
        authors(message, "From", needs, parties),
        authors(message, "Sender", needs, parties),
        authors(message, "Reply-To", needs, parties));
  }

  private static String decoded(String value) {
    try {
      return MimeUtility.decodeText(MimeUtility.unfold(value)).strip();
    } catch (java.io.UnsupportedEncodingException e) {
      return value.strip();
    }
  }

  private static List<Author> authors(
      MimeMessage message, String field, Needs needs, Parties parties) throws MessagingException {
    List<Author> authors = new ArrayList<>();
    for (String value : Optional.ofNullable(message.getHeader(field)).orElse(new String[0])) {
      try {
        for (InternetAddress address : InternetAddress.parseHeader(value, false)) {
          author(address, needs, parties)
              .filter(one -> authors.size() < MOST_AUTHORS)
              .ifPresent(authors::add);
        }
      } catch (AddressException e) {
        LOGGER.debug("{} is not made of addresses: nothing to compare with", field, e);
      }
    }
    return authors;
  }

  private static Optional<Author> author(InternetAddress address, Needs needs, Parties parties) {
    try {
      Address read = Address.of(Optional.ofNullable(address.getAddress()).orElse(""));
      String name = Optional.ofNullable(address.getPersonal()).orElse("");
      return Optional.of(new Author(name, parties.of(read, needs)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Set<Trait> traits(MimeMessage message) throws MessagingException {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    String automatic = first(message, "Auto-Submitted");
    if (!automatic.isEmpty() && !automatic.equals("no")) {
      traits.add(Trait.AUTO_SUBMITTED);
    }
    if (!first(message, "List-Id").isEmpty() || !first(message, "List-Post").isEmpty()) {
      traits.add(Trait.LIST);
    }
    String precedence = first(message, "Precedence");
    if (precedence.equals("bulk")
        || precedence.equals("junk")
        || !first(message, "List-Unsubscribe").isEmpty()) {
      traits.add(Trait.BULK);
    }
    String type = first(message, "Content-Type");
    if (type.startsWith("multipart/report")) {
      traits.add(Trait.REPORT);
    }
    if (type.startsWith("multipart/signed")) {
      traits.add(Trait.SIGNED);
    }
    if (type.startsWith("multipart/encrypted") || type.startsWith("application/pkcs7-mime")) {
      traits.add(Trait.ENCRYPTED);
    }
    if (type.startsWith("text/calendar")) {
      traits.add(Trait.CALENDAR);
    }
    return traits;
  }

  private static String first(MimeMessage message, String name) throws MessagingException {
    String[] values = message.getHeader(name);
    return values == null ? "" : values[0].strip().toLowerCase(Locale.ROOT);
  }
}
