package org.pillarbox.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.pillarbox.server.configuration.PillarboxConfiguration;

/**
 * What only the first start does: the first account and its password. Done once: an administrator
 * who removes that account later does not find it again after a restart.
 */
final class FirstRun {
  private static final String PASSWORD_FILE = "PILLARBOX_ADMIN_PASSWORD_FILE";
  private static final String SECRET = "first-password";

  private final DataDirectory data;
  private final Secrets secrets;
  private final Map<String, String> environment;

  FirstRun(DataDirectory data, Secrets secrets, Map<String, String> environment) {
    this.data = data;
    this.secrets = secrets;
    this.environment = environment;
  }

  /**
   * Brings domains, first account and role addresses up to what the configuration says.
   *
   * @throws IOException when a table or a file can't be read or written; the next start goes on
   *     from there
   */
  void provision(PillarboxConfiguration configuration, Provisioning provisioning)
      throws IOException {
    for (String domain : configuration.allDomains()) {
      provisioning.domain(domain);
    }
    String account = configuration.firstAccount();
    Path done = data.root().resolve("first-account");
    if (!Files.exists(done)) {
      firstAccount(account, provisioning);
      Files.writeString(done, account + "\n");
    }
    Files.deleteIfExists(data.handedPassword());
    provisioning.roles();
  }

  private void firstAccount(String account, Provisioning provisioning) throws IOException {
    if (provisioning.accountExists(account)) {
      return;
    }
    String given = environment.getOrDefault(PASSWORD_FILE, "");
    if (!given.isEmpty()) {
      provisioning.account(account, firstLine(Path.of(given)));
      return;
    }
    // The secret is kept before the account exists: a start cut short in between can still tell it.
    String kept = secrets.find(SECRET).orElseGet(() -> account + "\n" + secrets.random());
    secrets.put(SECRET, kept);
    provisioning.account(account, kept.lines().skip(1).findFirst().orElseThrow());
  }

  private static String firstLine(Path file) throws IOException {
    String password = Files.readString(file).lines().findFirst().orElse("");
    if (password.isBlank()) {
      throw new IOException(PASSWORD_FILE + ": " + file + " holds no password on its first line");
    }
    return password;
  }
}
