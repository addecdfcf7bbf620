package org.pillarbox.engines;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The end of a log file, bounded, for messages. */
final class LogTail {
  private static final int LINES = 20;
  private static final int BYTES = 16_384;

  private LogTail() {}

  /** At most 20 lines, oldest first; empty when the file is missing or can't be read. */
  static List<String> of(Path file) {
    if (!Files.isReadable(file)) {
      return List.of();
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      int length = (int) Math.min(BYTES, in.length());
      byte[] end = new byte[length];
      in.seek(in.length() - length);
      in.readFully(end);
      List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    } catch (IOException e) {
      return List.of("(" + file + " can't be read: " + e.getMessage() + ")");
    }
  }

  /** The last line that is not blank. */
  static Optional<String> last(Path file) {
    return of(file).stream().filter(line -> !line.isBlank()).reduce((first, second) -> second);
  }
}
