package org.pillarbox.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The certificate that every listener shows: the administrator's files when given, else a
 * self-signed one for the host name, made at first start and renewed at a start within 30 days of
 * its end or after a change of name.
 */
public final class Certificates {
  private static final Duration LIFETIME = Duration.ofDays(397);
  private static final Duration RENEW_BEFORE = Duration.ofDays(30);
  private static final int RSA_BITS = 3072;

  private final Path folder;
  private final Clock clock;

  /**
   * Certificates kept in a folder.
   *
   * @param folder an existing folder that only the owner can read
   * @param clock tells when a certificate has to be renewed
   */
  public Certificates(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** A certificate chain and its key, both PEM files. */
  public record Pem(Path chain, Path key) {}

  /**
   * The self-signed certificate for that host name.
   *
   * @throws IOException when the files can't be read or written
   */
  public Pem selfSigned(String hostname) throws IOException {
    Path chain = folder.resolve("self-signed.crt");
    Path key = folder.resolve("self-signed.key");
    if (!Files.exists(chain) || !Files.exists(key) || outlived(chain, hostname)) {
      make(hostname, chain, key);
    }
    return new Pem(chain, key);
  }

  private boolean outlived(Path chain, String hostname) throws IOException {
    try (InputStream in = Files.newInputStream(chain)) {
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      boolean otherName = !certificate.getSubjectX500Principal().getName().equals("CN=" + hostname);
      return otherName
          || certificate.getNotAfter().toInstant().isBefore(clock.instant().plus(RENEW_BEFORE));
    } catch (GeneralSecurityException e) {
      throw new IOException(chain + " is not a certificate; remove it to have a new one made", e);
    }
  }

  private void make(String hostname, Path chain, Path key) throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(RSA_BITS);
      KeyPair pair = generator.generateKeyPair();
      X500Name subject = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, hostname).build();
      Instant now = clock.instant();
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              subject,
              new BigInteger(127, new SecureRandom()),
              Date.from(now.minus(Duration.ofHours(1))),
              Date.from(now.plus(LIFETIME)),
              subject,
              pair.getPublic());
      // localhost and 127.0.0.1: the appliance's own command checks this certificate over loopback.
      GeneralName[] names = {
        new GeneralName(GeneralName.dNSName, hostname),
        new GeneralName(GeneralName.dNSName, "localhost"),
        new GeneralName(GeneralName.iPAddress, "127.0.0.1")
      };
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(
                      new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
      // The key first: a certificate without its key would be trusted by the next start.
      write(key, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
      write(chain, pem("CERTIFICATE", certificate.getEncoded()));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("No self-signed certificate could be made for " + hostname, e);
    }
  }

  private static String pem(String type, byte[] der) {
    Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN "
        + type
        + "-----\n"
        + encoder.encodeToString(der)
        + "\n-----END "
        + type
        + "-----\n";
  }

  private static void write(Path file, String text) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, text, US_ASCII);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
