package org.pillarbox.actions.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: multipart/signed; boundary=x; protocol=\"application/pgp-signature\"\n\n",
        "Content-Type: Multipart / Encrypted; boundary=x\n\n",
        "Content-Type: multipart/report (comment); boundary=x\n\n",
        "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\n",
        "Content-Type: application/x-pkcs7-mime\n\n",
        "Content-Type: application/octet-stream; name=SMIME.P7M\n\n",
        "Content-Type: text/calendar; method=REQUEST\n\n",
        "Content-Type: application/ms-tnef\n\n",
        "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=winmail.dat\n\n",
        "Content-Type: multipart/mixed; boundary=x\n\n--x\n\ntext\n--x\nContent-Type: application/ms-tnef\n\n--x--\n",
        "Content-Type: multipart/alternative; boundary=x\n\n--x\n\ntext\n--x\nContent-Type: text/calendar\n\n--x--\n",
        "Subject: x\n\nHello\n-----BEGIN PGP MESSAGE-----\n",
        "Subject: x\nContent-Transfer-Encoding: base64\n\nLS0tLS1CRUdJTiBQR1AgTUVTU0FHRS0tLS0tCg==\n",
      })
  void whatAProgramReadsOrSomebodySignedIsLeftAlone(String message) throws Exception {
    assertThat(Structured.reason(Entity.parse(Sample.bytes(message)))).isPresent();
  }

  @Test
  void ordinaryMailIsNot() throws Exception {
    assertThat(Structured.reason(Entity.parse(Sample.bytes(Sample.WITH_PDF)))).isEmpty();
    String forwarded =
        """
        Content-Type: multipart/mixed; boundary=x

        --x

        text
        --x
        Content-Type: message/rfc822

        Content-Type: multipart/signed; boundary=y

        --x--
        """;
    assertThat(Structured.reason(Entity.parse(Sample.bytes(forwarded)))).isEmpty();
  }
}
