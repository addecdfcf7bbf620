package org.pillarbox.cli.door;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts exactly the appliance's own certificate, read from its files on this machine. Neither the
 * name in it nor who signed it says anything here: the connection goes to loopback, and whoever can
 * read the files is allowed to administer.
 */
final class PinnedCertificates extends X509ExtendedTrustManager {
  private final Set<Certificate> pinned;

  private PinnedCertificates(Set<Certificate> pinned) {
    this.pinned = pinned;
  }

  /**
   * A context that trusts what lies in {@code DATA/tls} and the file that the admin gave.
   *
   * @throws IOException if a file can't be read
   * @throws GeneralSecurityException if a file holds no certificate
   */
  static SSLContext context(Path data, Optional<Path> given)
      throws IOException, GeneralSecurityException {
    List<Path> files = new ArrayList<>(given.stream().toList());
    Path own = data.resolve("tls");
    if (Files.isDirectory(own)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(own, "*.{pem,crt,cer}")) {
        found.forEach(files::add);
      }
    }
    Set<Certificate> pinned = new HashSet<>();
    for (Path file : files) {
      pinned.addAll(read(file));
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new PinnedCertificates(pinned)}, null);
    return context;
  }

  private static List<? extends Certificate> read(Path file)
      throws IOException, CertificateException {
    if (!Files.readString(file).contains("BEGIN CERTIFICATE")) {
      return List.of();
    }
    try (InputStream stream = Files.newInputStream(file)) {
      return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(stream));
    }
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    if (chain.length == 0 || !pinned.contains(chain[0])) {
      throw new CertificateException(
          "what answers does not show the certificate of this data directory");
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
