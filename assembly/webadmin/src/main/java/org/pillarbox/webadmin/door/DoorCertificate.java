package org.pillarbox.webadmin.door;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the certificate of the door lies: the same files as the mail certificate.
 *
 * @param format PEM files or a keystore
 * @param certificates the PEM chain, leaf first, or the keystore
 * @param privateKey the PEM key; for a keystore the keystore again
 * @param password of the key or keystore, when it has one
 */
public record DoorCertificate(
    CertificateFormat format, Path certificates, Path privateKey, Optional<String> password) {

  public DoorCertificate {
    if (format == CertificateFormat.KEYSTORE && password.isEmpty()) {
      throw new IllegalArgumentException(
          "password: none given for the keystore " + certificates + ": a keystore needs one");
    }
  }

  /** An unencrypted pair of PEM files. */
  public static DoorCertificate pem(Path certificates, Path privateKey) {
    return new DoorCertificate(CertificateFormat.PEM, certificates, privateKey, Optional.empty());
  }

  /** A keystore with one key in it, whose password is that of the keystore. */
  public static DoorCertificate keystore(Path keystore, String password) {
    return new DoorCertificate(
        CertificateFormat.KEYSTORE, keystore, keystore, Optional.of(password));
  }

  @Override
  public String toString() {
    return "DoorCertificate[" + format + " " + certificates + ", " + privateKey + "]";
  }
}
