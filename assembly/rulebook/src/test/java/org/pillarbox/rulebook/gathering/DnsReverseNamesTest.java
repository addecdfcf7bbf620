package org.pillarbox.rulebook.gathering;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pillarbox.rules.facts.Fact;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.ReverseMap;

class DnsReverseNamesTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private InetAddress client;
  private InetAddress other;
  private InetAddress six;
  private NameServer server;
  private DnsReverseNames names;

  @BeforeEach
  void open() throws Exception {
    client = InetAddress.getByName("192.0.2.7");
    other = InetAddress.getByName("192.0.2.8");
    six = InetAddress.getByName("2001:db8::7");
    server = new NameServer();
    names = new DnsReverseNames(server::session);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void pointer(InetAddress from, String to) throws Exception {
    server.with(new PTRRecord(ReverseMap.fromAddress(from), DClass.IN, 60, Name.fromString(to)));
  }

  private void address(String name, InetAddress address) throws Exception {
    server.with(new ARecord(Name.fromString(name), DClass.IN, 60, address));
  }

  @Test
  void aNameThatLeadsBackToTheClientIsItsName() throws Exception {
    pointer(client, "Mail.Partner.Example.");
    address("mail.partner.example.", client);

    assertThat(names.of(client)).isEqualTo(Fact.of("mail.partner.example"));
  }

  @Test
  void underIpv6Too() throws Exception {
    pointer(six, "six.partner.example.");
    server.with(new AAAARecord(Name.fromString("six.partner.example."), DClass.IN, 60, six));

    assertThat(names.of(six)).isEqualTo(Fact.of("six.partner.example"));
  }

  @Test
  void aNameThatLeadsElsewhereIsNone() throws Exception {
    pointer(client, "bank.example.");
    address("bank.example.", other);

    assertThat(names.of(client)).isEqualTo(Fact.absent());
  }

  @Test
  void ofSeveralNamesTheConfirmedOneCounts() throws Exception {
    pointer(client, "bank.example.");
    pointer(client, "nowhere.example.");
    pointer(client, "true.example.");
    address("bank.example.", other);
    address("true.example.", client);

    assertThat(names.of(client)).isEqualTo(Fact.of("true.example"));
  }

  @Test
  void aClientWithoutPointerHasNone() {
    assertThat(names.of(client)).isEqualTo(Fact.absent());
  }

  @Test
  void whileDnsFailsItIsUnknown() {
    server.failing();

    assertThat(names.of(client)).isInstanceOf(Fact.Unknown.class);
  }

  @Test
  void whileDnsIsSilentItIsUnknownSoonAndNotAskedAgain() {
    server.silent();
    long begin = System.nanoTime();

    Fact<String> first = names.of(client);
    int asked = server.asked();
    Fact<String> second = names.of(client);

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
    assertThat(first).isInstanceOf(Fact.Unknown.class);
    assertThat(second).isEqualTo(first);
    assertThat(server.asked()).isEqualTo(asked);
  }

  @Test
  void namesWithoutEndAreNotAllAskedFor() throws Exception {
    for (int i = 0; i < 12; i++) {
      pointer(client, "n" + i + ".example.");
    }

    assertThat(names.of(client)).isEqualTo(Fact.absent());
    assertThat(server.asked()).isEqualTo(1 + 5);
  }
}
