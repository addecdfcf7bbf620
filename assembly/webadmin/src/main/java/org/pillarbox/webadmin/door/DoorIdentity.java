package org.pillarbox.webadmin.door;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.inject.Inject;
import javax.inject.Singleton;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import nl.altindag.ssl.util.PemUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate and key of the door. Looks at the files again at a handshake, at most every half
 * minute, so that a renewed certificate is served without a restart; one that cannot be read leaves
 * the old one in use and is logged.
 */
@Singleton
public final class DoorIdentity extends X509ExtendedKeyManager {
  private static final Logger LOGGER = LoggerFactory.getLogger(DoorIdentity.class);
  private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long MAX_FILE_BYTES = 1024 * 1024;

  private final DoorCertificate files;
  private final LongSupplier nanoClock;
  private final AtomicLong lastLook;
  private volatile Loaded loaded;

  private record Loaded(X509ExtendedKeyManager keys, String alias, List<FileTime> stamp) {}

  /**
   * Reads the files.
   *
   * @throws IllegalArgumentException naming the file and what is wrong with it
   */
  @Inject
  public DoorIdentity(DoorConfiguration configuration) {
    this(configuration.certificate(), System::nanoTime);
  }

  DoorIdentity(DoorCertificate files, LongSupplier nanoClock) {
    this.files = files;
    this.nanoClock = nanoClock;
    this.lastLook = new AtomicLong(nanoClock.getAsLong());
    this.loaded = load();
  }

  /** The leaf certificate that is being served. */
  public X509Certificate certificate() {
    Loaded current = current();
    return current.keys().getCertificateChain(current.alias())[0];
  }

  private Loaded current() {
    long last = lastLook.get();
    long now = nanoClock.getAsLong();
    if (now - last >= LOOK_EVERY_NANOS && lastLook.compareAndSet(last, now)) {
      reloadIfChanged();
    }
    return loaded;
  }

  private void reloadIfChanged() {
    try {
      if (!stamp().equals(loaded.stamp())) {
        loaded = load();
        LOGGER.info("serving the certificate that is now in {}", files.certificates());
      }
    } catch (IllegalArgumentException e) {
      LOGGER.error("the changed certificate cannot be used, the old one stays", e);
    }
  }

  private Loaded load() {
    List<FileTime> stamp = stamp();
    X509ExtendedKeyManager keys = keys();
    String alias =
        Optional.ofNullable(keys.getServerAliases("RSA", null))
            .or(() -> Optional.ofNullable(keys.getServerAliases("EC", null)))
            .or(() -> Optional.ofNullable(keys.getServerAliases("EdDSA", null)))
            .flatMap(aliases -> Arrays.stream(aliases).findFirst())
            .orElseThrow(
                () -> new IllegalArgumentException("no usable key in " + files.privateKey()));
    return new Loaded(keys, alias, stamp);
  }

  private X509ExtendedKeyManager keys() {
    try {
      return switch (files.format()) {
        case PEM -> pem();
        case KEYSTORE -> keystore();
      };
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "cannot use the certificate "
              + files.certificates()
              + " with the key "
              + files.privateKey()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private X509ExtendedKeyManager pem() throws IOException {
    try (InputStream chain = open(files.certificates());
        InputStream key = open(files.privateKey())) {
      return files
          .password()
          .map(password -> PemUtils.loadIdentityMaterial(chain, key, password.toCharArray()))
          .orElseGet(() -> PemUtils.loadIdentityMaterial(chain, key));
    }
  }

  private X509ExtendedKeyManager keystore() throws GeneralSecurityException, IOException {
    char[] password = files.password().orElse("").toCharArray();
    KeyStore store = KeyStore.getInstance(files.certificates().toFile(), password);
    if (Collections.list(store.aliases()).stream().noneMatch(alias -> isKey(store, alias))) {
      throw new IllegalArgumentException("the keystore holds no key");
    }
    KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
    factory.init(store, password);
    return Arrays.stream(factory.getKeyManagers())
        .filter(X509ExtendedKeyManager.class::isInstance)
        .map(X509ExtendedKeyManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no X.509 key in the keystore"));
  }

  private static boolean isKey(KeyStore store, String alias) {
    try {
      return store.isKeyEntry(alias);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the keystore cannot be read", e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw new IllegalArgumentException(file + " is larger than 1 MB");
    }
    return Files.newInputStream(file);
  }

  private List<FileTime> stamp() {
    try {
      return List.of(
          Files.getLastModifiedTime(files.certificates()),
          Files.getLastModifiedTime(files.privateKey()));
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + e.getMessage(), e);
    }
  }

  @Override
  public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    return current().keys().chooseEngineServerAlias(keyType, issuers, engine);
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return current().keys().chooseServerAlias(keyType, issuers, socket);
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return loaded.keys().getServerAliases(keyType, issuers);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return loaded.keys().getCertificateChain(alias);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return loaded.keys().getPrivateKey(alias);
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
    throw new UnsupportedOperationException("the door is no TLS client");
  }
}
