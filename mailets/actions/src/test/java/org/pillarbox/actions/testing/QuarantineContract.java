package org.pillarbox.actions.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.junit.jupiter.api.Test;
import org.pillarbox.actions.Quarantine;
import org.pillarbox.actions.Quarantine.Holding;
import org.pillarbox.actions.Quarantine.Kind;

/** What every quarantine does. To be implemented by a test of each adapter. */
public interface QuarantineContract {
  /** The quarantine under test, the same within one test. */
  Quarantine quarantine();

  /** What is kept under a number, as it would be released: message, envelope and attributes. */
  MailImpl released(String number) throws Exception;

  /** Why it is kept. */
  Holding holding(String number) throws Exception;

  /** A mail to two recipients, with bytes that a rewriting would change. */
  static MailImpl mail() throws Exception {
    String text =
        "Subject:  odd   folding\r\n\tgoes on\r\nX-Eight: Gr\u00fc\u00dfe\r\n\r\nbody\r\n\r\n";
    MimeMessageInputStreamSource source = MimeMessageInputStreamSource.create("contract");
    try (java.io.OutputStream out = source.getWritableOutputStream()) {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    MailImpl mail =
        MailImpl.builder()
            .name("contract-mail")
            .sender(new MailAddress("sender@elsewhere.example"))
            .addRecipients(List.of(anna(), bert()))
            .build();
    mail.setAttribute(new Attribute(AttributeName.of("kept"), AttributeValue.of("yes")));
    mail.setMessageNoCopy(new MimeMessageWrapper(source));
    return mail;
  }

  /** One recipient. */
  static MailAddress anna() throws Exception {
    return new MailAddress("anna@ours.example");
  }

  /** Another. */
  static MailAddress bert() throws Exception {
    return new MailAddress("bert@ours.example");
  }

  /** The message of a mail. */
  static String bytes(MailImpl mail) throws Exception {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    mail.getMessage().writeTo(out);
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  default void whatIsHeldComesBackByteForByteForThoseItWasHeldFor() throws Exception {
    MailImpl mail = mail();
    String before = bytes(mail);
    Holding holding = new Holding(Kind.HELD, "Macros", "no-macros", 7, List.of(anna()));
    String number = quarantine().hold(mail, holding);
    MailImpl released = released(number);
    assertThat(bytes(released)).isEqualTo(before);
    assertThat(released.getRecipients()).containsExactly(anna());
    assertThat(released.getMaybeSender().asString()).isEqualTo("sender@elsewhere.example");
    assertThat(released.getAttribute(AttributeName.of("kept"))).isPresent();
    assertThat(holding(number)).isEqualTo(holding);
  }

  @Test
  default void theCallersMailIsLeftAsItWas() throws Exception {
    MailImpl mail = mail();
    quarantine().hold(mail, new Holding(Kind.HELD, "x", "r", 1, List.of(anna())));
    assertThat(mail.getRecipients()).containsExactlyInAnyOrder(anna(), bert());
    assertThat(mail.getName()).isEqualTo("contract-mail");
    assertThat(bytes(mail)).contains("body");
  }

  @Test
  default void whatTheCallerDoesLaterIsNotHeld() throws Exception {
    MailImpl mail = mail();
    String before = bytes(mail);
    String number =
        quarantine().hold(mail, new Holding(Kind.ORIGINAL, "x", "r", 1, List.of(anna())));
    mail.getMessage().setHeader("Subject", "changed");
    mail.setRecipients(List.of(bert()));
    assertThat(bytes(released(number))).isEqualTo(before);
    assertThat(released(number).getRecipients()).containsExactly(anna());
  }

  @Test
  default void holdingsOfOneMailDoNotReplaceEachOther() throws Exception {
    MailImpl mail = mail();
    String one = quarantine().hold(mail, new Holding(Kind.HELD, "x", "r", 1, List.of(anna())));
    String other = quarantine().hold(mail, new Holding(Kind.HELD, "x", "r", 1, List.of(bert())));
    assertThat(one).isNotEqualTo(other);
    assertThat(released(one).getRecipients()).containsExactly(anna());
    assertThat(released(other).getRecipients()).containsExactly(bert());
  }

  @Test
  default void aMailWithoutSenderIsHeldToo() throws Exception {
    MailImpl mail = mail();
    mail.setSender(null);
    String number = quarantine().hold(mail, new Holding(Kind.HELD, "x", "r", 1, List.of(anna())));
    assertThat(released(number).hasSender()).isFalse();
  }

  @Test
  default void nothingIsHeldForNobody() {
    assertThatThrownBy(() -> new Holding(Kind.HELD, "x", "r", 1, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("recipients");
  }
}
