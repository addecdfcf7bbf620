package org.pillarbox.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The unprivileged account that engines run as when we are root: {@code pillarbox} if the system
 * knows it, else {@value #FALLBACK}.
 */
record Account(int uid, int gid) {
  private static final String USER = "pillarbox";
  private static final int FALLBACK = 10001;
  private static final Path PASSWD = Path.of("/etc/passwd");

  /** Whom to become; empty when we have no privilege to give up. */
  static Optional<Account> toDropTo() {
    try {
      int self = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      return self == 0
          ? Optional.of(known().orElse(new Account(FALLBACK, FALLBACK)))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Account> known() throws IOException {
    if (!Files.isReadable(PASSWD)) {
      return Optional.empty();
    }
    return Files.readAllLines(PASSWD).stream()
        .map(line -> List.of(line.split(":", -1)))
        .filter(fields -> fields.size() >= 4 && fields.get(0).equals(USER))
        .map(
            fields -> new Account(Integer.parseInt(fields.get(2)), Integer.parseInt(fields.get(3))))
        .filter(account -> account.uid() != 0)
        .findFirst();
  }

  /** Put in front of a command; replaces itself by it, so that the process keeps its id. */
  List<String> prefix() {
    return List.of(
        "setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--inh-caps=-all");
  }
}
