package org.pillarbox.protection.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.InetAddresses;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pillarbox.protection.Network;

final class RelayNetworkTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/28, 192.0.2.15, true",
    "192.0.2.0/28, 192.0.2.16, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "2001:db8::/32, 2001:db8:1::1, true",
    "2001:db8::/32, 192.0.2.1, false",
    "0.0.0.0/0, 203.0.113.9, true"
  })
  void holdsTheAddressesOfItsPrefix(String network, String address, boolean holds) {
    assertThat(Network.parse(network).contains(InetAddresses.forString(address))).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.org", "192.0.2.0/33", "192.0.2.0/", "192.0.2/24", ""})
  void refusesWhatIsNoNetworkAndSaysWhatIs(String text) {
    assertThatThrownBy(() -> new RelayNetwork(text, List.of("@example.org")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CIDR");
  }

  @Test
  void wantsSendersForEachNetwork() {
    assertThatThrownBy(() -> new RelayNetwork("192.0.2.0/28", List.of()))
        .hasMessageContaining("'from'");
    assertThatThrownBy(() -> new RelayNetwork("192.0.2.0/28", List.of("nobody")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
