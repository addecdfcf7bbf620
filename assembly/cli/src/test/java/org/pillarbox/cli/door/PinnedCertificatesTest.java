package org.pillarbox.cli.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pillarbox.cli.CommandFailure;
import org.pillarbox.webadmin.Tokens;

class PinnedCertificatesTest {
  private static final char[] PASSWORD = "of-a-test".toCharArray();

  @TempDir private Path data;

  private HttpsServer server;
  private KeyStore keys;

  @BeforeEach
  void serve() throws Exception {
    Files.createDirectories(data.resolve("secrets"));
    Files.createDirectories(data.resolve("tls"));
    assertThat(Tokens.in(data.resolve("secrets"))).isNotNull();
    keys = selfSigned("served");
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'[', ']'});
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void the_certificate_of_the_data_directory_is_trusted_whatever_name_it_bears() throws Exception {
    write(keys, data.resolve("tls/server.pem"));
    Files.writeString(data.resolve("tls/key.pem"), "-----BEGIN PRIVATE KEY-----\nx\n");
    assertThat(door(Optional.empty()).get("/users").isEmpty()).isTrue();
  }

  @Test
  void the_certificate_that_the_admin_gave_is_trusted() throws Exception {
    write(keys, data.resolve("given.pem"));
    assertThat(door(Optional.of(data.resolve("given.pem"))).get("/users").isEmpty()).isTrue();
  }

  @Test
  void any_other_is_refused() throws Exception {
    write(selfSigned("other"), data.resolve("tls/server.pem"));
    Door door = door(Optional.empty());
    assertThatThrownBy(() -> door.get("/users"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("its certificate is another one");
  }

  private Door door(Optional<Path> given) throws CommandFailure {
    return Door.open(data, URI.create("https://127.0.0.1:" + server.getAddress().getPort()), given);
  }

  private KeyStore selfSigned(String name) throws Exception {
    Path file = data.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=mail.example.org",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(file)) {
      store.load(stream, PASSWORD);
    }
    return store;
  }

  private static void write(KeyStore store, Path file) throws Exception {
    byte[] certificate = store.getCertificate(store.aliases().nextElement()).getEncoded();
    Files.writeString(
        file,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate)
            + "\n-----END CERTIFICATE-----\n");
  }
}
