package org.pillarbox.server.configuration;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The certificate that every protocol shows.
 *
 * @param certificate PEM file with the certificate and its chain; without one the appliance makes a
 *     self-signed certificate in the data directory
 * @param key PEM file with its private key
 */
public record TlsConfiguration(
    @Meaning(
            "PEM file with the certificate and its chain. Without it a self-signed certificate is"
                + " made in the data directory.")
        Optional<Path> certificate,
    @Meaning("PEM file with the certificate's private key.") Optional<Path> key) {
  /** A self-signed certificate. */
  public static TlsConfiguration defaults() {
    return new TlsConfiguration(Optional.empty(), Optional.empty());
  }

  /** Refuses half a pair. */
  public TlsConfiguration {
    if (certificate.isPresent() && key.isEmpty()) {
      throw new IllegalArgumentException("key is missing; a certificate needs its private key");
    }
    if (key.isPresent() && certificate.isEmpty()) {
      throw new IllegalArgumentException("certificate is missing; a key needs its certificate");
    }
  }
}
