package org.pillarbox.webadmin.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DoorBoundsTest {
  private final AtomicLong nanos = new AtomicLong();

  private static ClientNetwork client(String address) throws Exception {
    return ClientNetwork.of(
        Optional.of(new InetSocketAddress(InetAddress.getByName(address), 1234)));
  }

  @Test
  void anIpv6NetworkIsOneClientAndAnIpv4AddressIsOne() throws Exception {
    assertThat(client("2001:db8::1")).isEqualTo(client("2001:db8::ffff:2"));
    assertThat(client("2001:db8::1")).isNotEqualTo(client("2001:db8:0:1::1"));
    assertThat(client("192.0.2.1")).isNotEqualTo(client("192.0.2.2"));
  }

  @Test
  void anAllowanceFillsUpAgainAndNotFurther() throws Exception {
    Allowance allowance = new Allowance(2, Duration.ofSeconds(10), nanos::get);
    ClientNetwork client = client("192.0.2.1");

    assertThat(allowance.take(client)).isTrue();
    assertThat(allowance.take(client)).isTrue();
    assertThat(allowance.take(client)).isFalse();
    assertThat(allowance.take(client("192.0.2.2"))).isTrue();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
    assertThat(allowance.hasLeft(client)).isTrue();
    assertThat(allowance.take(client)).isTrue();
    assertThat(allowance.hasLeft(client)).isFalse();
    nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
    assertThat(allowance.take(client)).isTrue();
    assertThat(allowance.take(client)).isTrue();
    assertThat(allowance.take(client)).isFalse();
  }

  @Test
  void connectionsAreCountedInAndOut() throws Exception {
    OpenConnections connections = new OpenConnections(2, 1);

    assertThat(connections.enter(client("192.0.2.1"))).isTrue();
    assertThat(connections.enter(client("192.0.2.1"))).isFalse();
    assertThat(connections.enter(client("192.0.2.2"))).isTrue();
    assertThat(connections.enter(client("192.0.2.3"))).isFalse();
    connections.leave(client("192.0.2.1"));
    assertThat(connections.enter(client("192.0.2.3"))).isTrue();
    assertThat(connections.count()).isEqualTo(2);
  }

  @Test
  void settingsThatMakeNoSenseAreNamed() {
    DoorCertificate certificate = DoorCertificate.keystore(Path.of("k"), "p");

    assertThatThrownBy(() -> DoorConfiguration.on(70_000, certificate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("port: 70000")
        .hasMessageContaining("allowed");
  }
}
