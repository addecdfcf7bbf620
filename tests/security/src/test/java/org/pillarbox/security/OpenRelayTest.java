package org.pillarbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pillarbox.protection.testing.Appliance;
import org.pillarbox.protection.testing.Dialogue;

/** Nobody who has not logged in gets mail to another server, however the address is written. */
class OpenRelayTest {
  private static final List<String> SENDERS =
      List.of("<a@elsewhere.example>", "<>", "<bob@example.org>", "<x@localhost>");

  private static final List<String> RECIPIENTS =
      List.of(
          "<x@far.example>",
          "x@far.example",
          "<X@FAR.EXAMPLE>",
          "<x@far.example.>",
          "<\"x\"@far.example>",
          "<x+bob@far.example>",
          "<postmaster@far.example>",
          "<@example.org:x@far.example>",
          "<@example.org,@far.example:x@far.example>",
          "<@far.example:bob@far.example>",
          "<x%far.example@example.org>",
          "<x%far.example@[127.0.0.1]>",
          "<x%far.example>",
          "<far.example!x@example.org>",
          "<far.example!x>",
          "<example.org!far.example!x>",
          "<\"x@far.example\"@example.org>",
          "<\"x@far.example\">",
          "<\"x%far.example\"@example.org>",
          "<\"@far.example:x\"@example.org>",
          "<\"bob@example.org\"@far.example>",
          "<x@far.example@example.org>",
          "<bob@example.org@far.example>",
          "<x@[192.0.2.1]>",
          "<x@[127.0.0.1]>",
          "<x@127.0.0.1>",
          "<x@[IPv6:2001:db8::1]>",
          "<x@[IPv6:::1]>",
          "<x@far.example%example.org>",
          "< x@far.example>",
          "<x@ far.example>",
          "<x @far.example>",
          "<x@far.example >",
          "<x(bob@example.org)@far.example>",
          "<x@(example.org)far.example>",
          "<bob@example.org,x@far.example>",
          "<bob@example.org>,<x@far.example>",
          "<bob@example.org> <x@far.example>",
          "<bob@example.org;x@far.example>",
          "<x@far.example>@example.org",
          "<bob@example.org.far.example>",
          "<bob@sub.example.org>",
          "<x@xn--far-ema.example>",
          "<x@far\u00e3\u0080\u0082example>",
          "<x@far.example\u0000.example.org>",
          "<x@far.example\t@example.org>",
          "<|cat@far.example>",
          "<\"|cat /etc/passwd\"@example.org>",
          "<../../x@far.example>",
          "<x@far.example> NOTIFY=SUCCESS",
          "<x@far.example> ORCPT=rfc822;bob@example.org",
          "<x@far.example> AUTH=<>",
          "<printer@example.org@far.example>");

  private final Appliance appliance = Appliance.running();

  static Stream<Arguments> envelopes() {
    return SENDERS.stream()
        .flatMap(sender -> RECIPIENTS.stream().map(recipient -> Arguments.of(sender, recipient)));
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("envelopes")
  void aStrangerReachesNoOtherServer(String sender, String recipient) {
    long before = appliance.outgoing();
    try (Dialogue server = Dialogue.connect(appliance.port("smtp"))) {
      server.smtpReply();
      assertThat(server.smtp("EHLO mx.elsewhere.example")).contains("250");
      server.smtp("MAIL FROM:" + sender);

      assertThat(server.smtp("RCPT TO:" + recipient)).startsWith("5");
      assertThat(server.smtp("DATA")).startsWith("5");
    }
    assertThat(appliance.outgoing()).isEqualTo(before);
  }
}
