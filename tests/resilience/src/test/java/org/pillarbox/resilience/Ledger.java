package org.pillarbox.resilience;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the server has acknowledged, written and synced outside of it before the next message is
 * sent: the claim that is held against it afterwards.
 */
final class Ledger implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  Ledger(Path file) throws IOException {
    this.file = file;
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  synchronized void acknowledged(String id) throws IOException {
    channel.write(US_ASCII.encode(id + "\n"));
    channel.force(false);
  }

  Set<String> ids() throws IOException {
    return new TreeSet<>(Files.readAllLines(file, US_ASCII));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
