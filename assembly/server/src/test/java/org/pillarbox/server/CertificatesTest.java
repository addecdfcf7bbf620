package org.pillarbox.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
  @TempDir private Path folder;

  @Test
  void theSelfSignedCertificateNamesTheHostAndLoopback() throws Exception {
    X509Certificate certificate =
        read(certificates(Duration.ZERO).selfSigned("mail.example.org").chain());

    assertThat(certificate.getSubjectAlternativeNames())
        .extracting(name -> name.get(1))
        .isEqualTo(List.of("mail.example.org", "localhost", "127.0.0.1"));
    certificate.checkValidity();
    certificate.verify(certificate.getPublicKey());
  }

  @Test
  void onlyTheOwnerCanReadTheKey() throws Exception {
    Path key = certificates(Duration.ZERO).selfSigned("mail.example.org").key();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @Test
  void theSameCertificateIsShownAfterARestart() throws Exception {
    X509Certificate first =
        read(certificates(Duration.ZERO).selfSigned("mail.example.org").chain());

    assertThat(read(certificates(Duration.ofDays(300)).selfSigned("mail.example.org").chain()))
        .isEqualTo(first);
  }

  @Test
  void aCertificateNearItsEndIsRenewed() throws Exception {
    X509Certificate first =
        read(certificates(Duration.ZERO).selfSigned("mail.example.org").chain());

    assertThat(read(certificates(Duration.ofDays(370)).selfSigned("mail.example.org").chain()))
        .isNotEqualTo(first);
  }

  @Test
  void aNewHostNameGetsANewCertificate() throws Exception {
    certificates(Duration.ZERO).selfSigned("mail.example.org");

    assertThat(
            read(certificates(Duration.ZERO).selfSigned("mx.example.net").chain())
                .getSubjectX500Principal())
        .hasToString("CN=mx.example.net");
  }

  @Test
  void aDamagedCertificateIsNamed() throws Exception {
    Path chain = certificates(Duration.ZERO).selfSigned("mail.example.org").chain();
    Files.writeString(chain, "not a certificate");

    assertThatThrownBy(() -> certificates(Duration.ZERO).selfSigned("mail.example.org"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("self-signed.crt");
  }

  private Certificates certificates(Duration later) {
    return new Certificates(folder, Clock.offset(Clock.systemUTC(), later));
  }

  private static X509Certificate read(Path pem) throws Exception {
    try (InputStream in = Files.newInputStream(pem)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
