package org.pillarbox.actions.sieve;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import javax.mail.Header;
import javax.mail.MessagingException;
import javax.mail.internet.MimeUtility;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.jsieve.SieveContext;
import org.apache.jsieve.mail.Action;
import org.apache.jsieve.mail.AddressImpl;
import org.apache.jsieve.mail.MailAdapter;
import org.apache.jsieve.mail.SieveMailException;
import org.apache.jsieve.mail.optional.EnvelopeAccessors;
import org.apache.mailet.Mail;
import org.pillarbox.actions.mime.Rewriting;

/**
 * A mail as a script sees it. It takes down what the script wants; nothing is done yet, so a script
 * that fails half way has done nothing.
 *
 * <p>Header fields are unfolded and decoded (RFC 5228 section 2.7.2); an address list that is none
 * holds what can be read of it, and is no fault of the script.
 */
final class ScriptMail implements MailAdapter, EnvelopeAccessors {
  /** Each reads the whole message. */
  private static final int MOST_BODY_TESTS = 50;

  private final Mail mail;
  private final String envelopeTo;
  private final List<Action> actions = new ArrayList<>();
  private int bodyTests;

  /** Wraps a mail for the recipient that RCPT named so. */
  ScriptMail(Mail mail, String envelopeTo) {
    this.mail = mail;
    this.envelopeTo = envelopeTo;
  }

  @Override
  public List<Action> getActions() {
    return Collections.unmodifiableList(actions);
  }

  @Override
  public void addAction(Action action) {
    actions.add(action);
  }

  /** They are done by whoever ran the script, when all of them are known. */
  @Override
  public void executeActions() {}

  @Override
  public void setContext(SieveContext context) {}

  @Override
  public List<String> getHeader(String name) throws SieveMailException {
    return raw(name).stream()
        .map(
            value ->
                DecoderUtil.decodeEncodedWords(MimeUtility.unfold(value), DecodeMonitor.SILENT))
        .map(String::strip)
        .toList();
  }

  private List<String> raw(String name) throws SieveMailException {
    try {
      String[] values =
          Optional.ofNullable(mail.getMessage().getHeader(name)).orElse(new String[0]);
      return List.of(values).stream().map(ScriptMail::asUtf8).toList();
    } catch (MessagingException e) {
      throw new SieveMailException(e);
    }
  }

  /** JavaMail makes one character of each byte; what others send unencoded is mostly UTF-8. */
  private static String asUtf8(String value) {
    boolean ascii = value.chars().allMatch(character -> character < 128);
    if (ascii || value.chars().anyMatch(character -> character > 255)) {
      return value;
    }
    String read = new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return read.contains("\uFFFD") ? value : read;
  }

  @Override
  public List<String> getMatchingHeader(String name) throws SieveMailException {
    return getHeader(name.strip());
  }

  @Override
  public List<String> getHeaderNames() throws SieveMailException {
    try {
      TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      for (Header header : Collections.list(mail.getMessage().getAllHeaders())) {
        names.add(header.getName());
      }
      return List.copyOf(names);
    } catch (MessagingException e) {
      throw new SieveMailException(e);
    }
  }

  @Override
  public MailAdapter.Address[] parseAddresses(String name) throws SieveMailException {
    List<MailAdapter.Address> addresses = new ArrayList<>();
    for (String value : raw(name)) {
      for (Mailbox mailbox :
          LenientAddressParser.DEFAULT.parseAddressList(MimeUtility.unfold(value)).flatten()) {
        addresses.add(
            new AddressImpl(
                Optional.ofNullable(mailbox.getLocalPart()).orElse(""),
                Optional.ofNullable(mailbox.getDomain()).orElse("")));
      }
    }
    return addresses.toArray(new MailAdapter.Address[0]);
  }

  @Override
  public int getSize() throws SieveMailException {
    try {
      return (int) Math.min(Integer.MAX_VALUE, mail.getMessageSize());
    } catch (MessagingException e) {
      throw new SieveMailException(e);
    }
  }

  @Override
  public String getContentType() throws SieveMailException {
    try {
      return mail.getMessage().getContentType();
    } catch (MessagingException e) {
      throw new SieveMailException(e);
    }
  }

  @Override
  public List<String> getEnvelope(String name) {
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "from" -> List.of(mail.getMaybeSender().asString(""));
      case "to" -> List.of(envelopeTo);
      default -> List.of();
    };
  }

  @Override
  public List<String> getMatchingEnvelope(String name) {
    return getEnvelope(name);
  }

  @Override
  public List<String> getEnvelopeNames() {
    return List.of("from", "to");
  }

  @Override
  public boolean isInBodyText(List<String> phrases) throws SieveMailException {
    return isFound((message, words) -> words.isInParts(message, List.of("text")), phrases);
  }

  @Override
  public boolean isInBodyRaw(List<String> phrases) throws SieveMailException {
    return isFound((message, words) -> words.isInRaw(message), phrases);
  }

  @Override
  public boolean isInBodyContent(List<String> contentTypes, List<String> phrases)
      throws SieveMailException {
    return isFound((message, words) -> words.isInParts(message, contentTypes), phrases);
  }

  private interface Looking {
    boolean into(InputStream message, BodySearch words) throws IOException, MimeException;
  }

  private boolean isFound(Looking looking, List<String> phrases) throws SieveMailException {
    bodyTests++;
    if (bodyTests > MOST_BODY_TESTS) {
      throw new SieveMailException(
          "a script may look into the body " + MOST_BODY_TESTS + " times, this one wants more");
    }
    try (InputStream message = Rewriting.open(mail.getMessage())) {
      return looking.into(message, new BodySearch(phrases));
    } catch (IOException | MessagingException e) {
      throw new SieveMailException(new MessagingException("The message can't be read", e));
    } catch (MimeException unreadable) {
      // A message that is no MIME holds none of these words; other tests can still be right.
      return false;
    }
  }
}
