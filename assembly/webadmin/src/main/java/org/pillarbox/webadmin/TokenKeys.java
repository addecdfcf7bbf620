package org.pillarbox.webadmin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/**
 * The Ed25519 key pair that signs tokens (RFC 8032), kept in {@code token.key} of the secrets
 * directory: two PEM blocks in one file, so that no reader ever sees half a pair.
 *
 * <p>Deleting the file and starting again makes every token worthless at once.
 */
final class TokenKeys {
  static final String FILE = "token.key";
  private static final int MAX_BYTES = 4096;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private TokenKeys() {}

  /**
   * Reads the pair, making it first when there is none. Two processes may do so at once: the link
   * succeeds for one of them, the other reads what the first has made.
   *
   * @throws IllegalStateException when the file is open to others than its owner, or is no key pair
   * @throws UncheckedIOException when it cannot be read or made
   */
  static KeyPair in(Path secrets) {
    Path file = secrets.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        make(secrets, file);
      }
      refuseIfOpenToOthers(file);
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalStateException(file + " is no key pair: it is larger than 4 KB");
      }
      return parse(file, Files.readString(file, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or make the token key " + file, e);
    }
  }

  private static void make(Path secrets, Path file) throws IOException {
    Files.createDirectories(
        secrets,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path draft =
        Files.createTempFile(
            secrets, FILE, ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      Files.writeString(
          draft,
          text(generate()),
          StandardCharsets.US_ASCII,
          StandardOpenOption.WRITE,
          StandardOpenOption.SYNC);
      publish(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void publish(Path draft, Path file) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException lost) {
      if (!Files.isReadable(file)) {
        throw lost;
      }
    }
  }

  private static void refuseIfOpenToOthers(Path file) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(permissions)) {
      throw new IllegalStateException(
          file
              + " is open to others ("
              + PosixFilePermissions.toString(permissions)
              + "): allowed is rw-------. Whoever could read it can make tokens: delete it and"
              + " start again");
    }
  }

  private static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no Ed25519", e);
    }
  }

  private static String text(KeyPair pair) {
    return block("PRIVATE KEY", pair.getPrivate().getEncoded())
        + block("PUBLIC KEY", pair.getPublic().getEncoded());
  }

  private static String block(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static KeyPair parse(Path file, String text) {
    try {
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      PrivateKey privateKey =
          factory.generatePrivate(new PKCS8EncodedKeySpec(der(text, "PRIVATE KEY")));
      PublicKey publicKey = factory.generatePublic(new X509EncodedKeySpec(der(text, "PUBLIC KEY")));
      return new KeyPair(publicKey, privateKey);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(file + " is no Ed25519 key pair in PEM", e);
    }
  }

  private static byte[] der(String text, String label) {
    String begin = "-----BEGIN " + label + "-----";
    int start = text.indexOf(begin);
    int end = text.indexOf("-----END " + label + "-----");
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no " + label);
    }
    return Base64.getMimeDecoder().decode(text.substring(start + begin.length(), end));
  }
}
