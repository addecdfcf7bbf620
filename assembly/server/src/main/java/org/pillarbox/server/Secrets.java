package org.pillarbox.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;

/**
 * Secrets that the appliance makes for itself at first start: one file each, mode 0600, random,
 * never in the image, never logged. A secret that exists is kept.
 */
public final class Secrets {
  // No 0/O, 1/l/I: the first password is read from a screen and typed by a person.
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int LENGTH = 24;

  private final Path folder;
  private final SecureRandom random;

  /**
   * Secrets kept in a folder.
   *
   * @param folder an existing folder that only the owner can read
   */
  public Secrets(Path folder) {
    this.folder = folder;
    this.random = new SecureRandom();
  }

  /** A fresh random secret (about 139 bits) that is not kept anywhere. */
  public String random() {
    StringBuilder secret = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return secret.toString();
  }

  /**
   * The secret of that name, made now when it does not exist.
   *
   * @throws IOException when it can't be read or written
   */
  public String get(String name) throws IOException {
    Optional<String> kept = find(name);
    if (kept.isPresent()) {
      return kept.get();
    }
    String made = random();
    put(name, made);
    return made;
  }

  /**
   * The secret of that name when it exists.
   *
   * @throws IOException when it can't be read
   */
  public Optional<String> find(String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file)
        ? Optional.of(Files.readString(file, US_ASCII).strip())
        : Optional.empty();
  }

  /**
   * Keeps a secret. The file appears whole or not at all: a first start that is cut short must not
   * leave half a password, which every later start would trust.
   *
   * @throws IOException when it can't be written
   */
  public void put(String name, String value) throws IOException {
    Path draft = folder.resolve("." + name + ".new");
    Files.deleteIfExists(draft);
    try (FileChannel channel =
        FileChannel.open(
            draft,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = US_ASCII.encode(value + "\n");
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(folder)) {
      directory.force(true);
    }
  }

  /**
   * Forgets a secret.
   *
   * @throws IOException when it can't be deleted
   */
  public void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }
}
