package org.pillarbox.queue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.mail.MessagingException;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one queue: {@code entries/} holds one file for each mail, {@code tmp/} what is being
 * written, {@code damaged/} what can't be read and waits for an admin.
 *
 * <p>Why an acknowledged mail survives: {@link #write} (1) writes the mail to {@code tmp/} and
 * syncs the file, so its bytes are on disk; (2) renames it into {@code entries/}, which is atomic,
 * so there is never a name for half a mail; (3) syncs {@code entries/}, so the name is on disk; and
 * only then returns. If the process or the power goes before (3) is over, the sender has no 250 and
 * tries again, and what may lie in {@code tmp/} or {@code entries/} is removed or delivered: once
 * more, never less. An entry is only deleted when whoever took it says that all is done.
 */
final class EntryStore {
  private static final Logger LOGGER = LoggerFactory.getLogger(EntryStore.class);
  private static final String SERVED = ".served";

  private final Path entries;
  private final Path tmp;
  private final Path damaged;
  private final DirectorySync sync;
  private final Clock clock;
  private final AtomicLong sequence = new AtomicLong(new SecureRandom().nextInt(1 << 24));
  private final String run = String.format("%08x", new SecureRandom().nextInt());

  private EntryStore(Path directory, Clock clock) {
    this.entries = directory.resolve("entries");
    this.tmp = directory.resolve("tmp");
    this.damaged = directory.resolve("damaged");
    this.sync = new DirectorySync(entries);
    this.clock = clock;
  }

  /**
   * Makes the folders if need be; removes what an earlier process left half written (it was never
   * acknowledged).
   */
  static EntryStore open(Path directory, Clock clock) throws IOException {
    EntryStore store = new EntryStore(directory, clock);
    Files.createDirectories(store.entries);
    Files.createDirectories(store.tmp);
    Files.createDirectories(store.damaged);
    DirectorySync.force(directory);
    if (directory.toAbsolutePath().getParent() != null) {
      DirectorySync.force(directory.toAbsolutePath().getParent());
    }
    for (Path leftover : list(store.tmp)) {
      Files.deleteIfExists(leftover);
    }
    return store;
  }

  /** All whole names; what bears another name is moved to {@code damaged/}. */
  List<QueueEntry> scan() throws IOException {
    List<QueueEntry> found = new ArrayList<>();
    for (Path file : list(entries)) {
      String fileName = file.getFileName().toString();
      if (!fileName.endsWith(SERVED)) {
        EntryName.parse(fileName)
            .ifPresentOrElse(
                name -> found.add(new QueueEntry(entries, name)), () -> setAside(file, fileName));
      }
    }
    return found;
  }

  /** Returns when the mail is on disk, for good. */
  QueueEntry write(Mail mail, long due, boolean deferred) throws IOException, MessagingException {
    String id =
        String.format("%012x%06x", clock.millis(), sequence.getAndIncrement() & 0xffffff) + run;
    QueueEntry entry = new QueueEntry(entries, new EntryName(id, due, deferred, 0, 0, 0));
    Path draft = tmp.resolve(id);
    boolean kept = false;
    try {
      MailFile.write(draft, mail);
      Files.move(draft, entry.path(), StandardCopyOption.ATOMIC_MOVE);
      sync.sync();
      kept = true;
      return entry;
    } catch (AtomicMoveNotSupportedException | FileAlreadyExistsException impossible) {
      throw new IOException("tmp/ and entries/ must be one file system", impossible);
    } finally {
      if (!kept) {
        // The sender will hear 451 and come again: what is here would be a second copy.
        Files.deleteIfExists(draft);
        Files.deleteIfExists(entry.path());
      }
    }
  }

  void rename(QueueEntry entry, EntryName newName) throws IOException {
    Path from = entry.path();
    Files.move(from, from.resolveSibling(newName.fileName()), StandardCopyOption.ATOMIC_MOVE);
    entry.renamed(newName);
  }

  /** A deletion is not synced: a power cut may bring the entry back, which is twice, not never. */
  void delete(QueueEntry entry) throws IOException {
    Files.deleteIfExists(entry.path());
    if (entry.name().failures() + entry.name().waits() > 0) {
      Files.deleteIfExists(served(entry));
    }
  }

  MailImpl read(QueueEntry entry) throws IOException, MessagingException {
    return MailFile.read(entry);
  }

  /** What earlier tries of this entry have already done; see {@code DeliveryProgress}. */
  Set<String> readServed(QueueEntry entry) throws IOException {
    try {
      return new LinkedHashSet<>(Files.readAllLines(served(entry), StandardCharsets.UTF_8));
    } catch (NoSuchFileException none) {
      return new LinkedHashSet<>();
    }
  }

  void writeServed(QueueEntry entry, Set<String> keys) throws IOException {
    Path draft = tmp.resolve(entry.id() + SERVED);
    Files.write(draft, keys, StandardCharsets.UTF_8);
    Files.move(
        draft, served(entry), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path served(QueueEntry entry) {
    return entries.resolve(entry.id() + SERVED);
  }

  /**
   * Moves an entry that can't be read to where health and the admin see it; leaves a mark if even
   * the file is gone.
   */
  void setAside(QueueEntry entry) {
    setAside(entry.path(), entry.name().fileName());
  }

  private void setAside(Path file, String name) {
    LOGGER.error("{} can't be read as a mail: kept in {}", file, damaged);
    try {
      Files.move(file, damaged.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException gone) {
      mark(name);
    } catch (IOException e) {
      LOGGER.error("{} could not be moved to {}; it stays where it is", file, damaged, e);
    }
  }

  private void mark(String name) {
    try {
      Files.writeString(damaged.resolve(name + ".missing"), "The file of this entry was gone.\n");
    } catch (IOException e) {
      LOGGER.error("The entry {} is gone and no mark could be left in {}", name, damaged, e);
    }
  }

  long damagedCount() throws IOException {
    return list(damaged).size();
  }

  boolean isBroken() {
    return sync.isBroken();
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
