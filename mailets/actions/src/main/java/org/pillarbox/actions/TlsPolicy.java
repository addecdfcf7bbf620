package org.pillarbox.actions;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** How much TLS is asked of the next server. */
enum TlsPolicy {
  /**
   * TLS where it is offered, with any certificate, and in clear where it fails (RFC 7435): for mail
   * between servers, where nobody has said which certificate is the right one, it keeps out those
   * who only listen.
   */
  OPPORTUNISTIC(false, false),
  /**
   * TLS with any certificate, or no mail: for mail that a rule keeps from those who only listen.
   * Nobody has said which certificate is the right one for an MX, and who can change DNS answers
   * could name another host.
   */
  ENCRYPTED(false, true),
  /**
   * TLS with a certificate that this machine trusts and that bears the server's name, or no mail:
   * for a smarthost.
   */
  VERIFIED(true, true);

  private final boolean verifies;
  private final boolean required;

  TlsPolicy(boolean verifies, boolean required) {
    this.verifies = verifies;
    this.required = required;
  }

  boolean isRequired() {
    return required;
  }

  boolean verifies() {
    return verifies;
  }

  SSLSocketFactory sockets() {
    return verifies ? make(null) : Any.SOCKETS;
  }

  /** Null: the trust managers of this Java, with the certificates that the machine trusts now. */
  private static SSLSocketFactory make(TrustManager[] trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS is not to be had from this Java", e);
    }
  }

  private static final class Any {
    private static final SSLSocketFactory SOCKETS = make(new TrustManager[] {new AnyCertificate()});
  }

  private static final class AnyCertificate implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
      throw new UnsupportedOperationException("for clients only");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
      // Any will do: see OPPORTUNISTIC.
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
