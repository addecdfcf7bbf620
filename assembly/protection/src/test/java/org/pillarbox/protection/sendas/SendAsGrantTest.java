package org.pillarbox.protection.sendas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.james.core.MailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SendAsGrantTest {
  @ParameterizedTest
  @CsvSource({
    "sales@example.org, Sales@EXAMPLE.org, true",
    "sales@example.org, sales@example.org.evil.example, false",
    "@example.org, anyone@example.org, true",
    "@example.org, anyone@sub.example.org, false",
    "@example.org, anyone@notexample.org, false"
  })
  void coversAnAddressOrAWholeDomain(String grant, String address, boolean covers)
      throws Exception {
    assertThat(SendAsGrant.parse(grant).covers(new MailAddress(address))).isEqualTo(covers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sales", "@", "sales@", "a@b@c"})
  void refusesWhatIsNeither(String text) {
    assertThatThrownBy(() -> SendAsGrant.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowed are");
  }

  @Test
  void refusesAnAddressLongerThanAnyCanBe() {
    assertThatThrownBy(() -> SendAsGrant.parse("a@" + "b".repeat(400))).hasMessageContaining("320");
  }
}
