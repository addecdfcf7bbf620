package org.pillarbox.rulebook.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out when rules have gone wrong: files on the box that the appliance looks at every
 * second. They need no token, no mail, no search and, to switch off, no store.
 *
 * <p>{@code switch} says {@code off} while rules are off; {@code rollback} asks once for a version
 * (a number, or empty for the one before the newest) and goes away when it has been done; {@code
 * unconfirmed} names a version that takes itself back unless somebody confirms it in time. What
 * can't be read counts as on: a damaged file must not open the door.
 */
public final class RuleSwitch {
  private static final Logger LOGGER = LoggerFactory.getLogger(RuleSwitch.class);
  private static final int MAX_BYTES = 128;

  private final Path folder;

  /**
   * In that folder, which is made when it is first written to.
   *
   * @param folder {@code rules} in the data directory
   */
  public RuleSwitch(Path folder) {
    this.folder = folder;
  }

  /** Whether rules are switched off on this box. */
  public boolean isOff() {
    return read("switch").filter("off"::equals).isPresent();
  }

  /** Switches rules on or off; it holds over restarts. */
  public void set(boolean on) {
    write("switch", on ? "on" : "off");
  }

  /** Asks the running appliance to go back to a version, or to the one before the newest. */
  public void askRollback(Optional<Integer> version) {
    write("rollback", version.map(String::valueOf).orElse("previous"));
  }

  /** What was asked for with {@link #askRollback}, if anything: {@code previous} or a number. */
  public Optional<String> askedRollback() {
    return read("rollback");
  }

  /** What was asked has been done, or can't be. */
  public void rollbackDone() {
    remove("rollback");
  }

  private void remove(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A version that takes itself back.
   *
   * @param at when
   * @param version only if this one is still the newest
   * @param back to this one
   */
  public record TakeBack(Instant at, long version, long back) {}

  /** Notes that a version takes itself back unless it is confirmed; it holds over restarts. */
  public void takeBack(TakeBack order) {
    write("unconfirmed", order.at() + " " + order.version() + " " + order.back());
  }

  /** The version that waits to be confirmed, if there is one. */
  public Optional<TakeBack> unconfirmed() {
    return read("unconfirmed")
        .flatMap(
            text -> {
              String[] parts = text.split(" ", -1);
              try {
                return Optional.of(
                    new TakeBack(
                        Instant.parse(parts[0]),
                        Long.parseLong(parts[1]),
                        Long.parseLong(parts[2])));
              } catch (DateTimeParseException
                  | NumberFormatException
                  | ArrayIndexOutOfBoundsException e) {
                LOGGER.error("{} can't be understood", folder.resolve("unconfirmed"), e);
                return Optional.empty();
              }
            });
  }

  /** It stays. */
  public void confirm() {
    remove("unconfirmed");
  }

  private Optional<String> read(String name) {
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(name));
      return bytes.length > MAX_BYTES
          ? Optional.empty()
          : Optional.of(new String(bytes, StandardCharsets.UTF_8).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOGGER.error("{} can't be read and counts for nothing", folder.resolve(name), e);
      return Optional.empty();
    }
  }

  private void write(String name, String text) {
    try {
      Files.createDirectories(folder);
      Path fresh = folder.resolve(name + ".new");
      Files.writeString(fresh, text + "\n");
      try (FileChannel file = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        file.force(true);
      }
      Files.move(
          fresh,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(folder.resolve(name) + " can't be written", e);
    }
  }
}
